import type { CellRecord } from "@schema";
import { brickMarksOf, SHOWN, type Comparison, type Shown } from "../../core/brickMarks";
import { useStudy, useViewState } from "../../core/context";
import { cellName, shortId } from "../../core/names";
import { Choice } from "./Choice";
import { Readout } from "./Readout";

/** What is open below, and what is pointed at; with two candidates in view, how they compare. */
export function CellHead({ cell, whole }: { readonly cell: CellRecord; readonly whole: boolean }) {
  const comparison = useStudy((s) => brickMarksOf(s).comparison);
  return (
    <div className="cell-head">
      <h2>{whole ? "Template" : cellName(cell)}</h2>
      <Readout />
      {comparison && <Compare comparison={comparison} />}
    </div>
  );
}

function Compare({ comparison }: { readonly comparison: Comparison }) {
  const [shown, setShown] = useViewState<Shown>("lego.compare", "both", SHOWN);
  const { counts, first, second } = comparison;
  const words: Readonly<Record<Shown, string>> = {
    both: "both",
    shared: `${counts.shared} shared`,
    first: `${counts.first} only ${shortId(first)}`,
    second: `${counts.second} only ${shortId(second)}`,
  };
  return <Choice name="Compare" among={SHOWN} value={shown} choose={setShown} words={(each) => words[each]} />;
}
