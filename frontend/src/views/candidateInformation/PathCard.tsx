/** Says what the path under the pointer is and what it is worth, beside its dot. */
import { decimal } from "../../core/chartFormat";
import type { PathDot } from "../../core/chartPaths";
import { beneath } from "../../core/chartPathsPlace";
import type { Marks } from "../../core/geometry";
import { useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { judgedText, theObjective } from "../../core/objective";
import { whole } from "../../core/words";
import type { Size } from "../../parts/useSize";
import { worthOf, type Worth } from "./worth";
import type { ScoresRecord } from "@schema";

interface Props {
  readonly dots: readonly PathDot[];
  readonly marks: Marks;
  readonly scores: ScoresRecord;
  readonly size: Size;
}

export function PathCard({ dots, marks, scores, size }: Props) {
  const hover = useStudy((state) => state.hover);
  const paths = useStudy((state) => state.records.paths);
  const cells = useStudy((state) => state.records.cells);
  const operations = useStudy((state) => state.catalogue.operations);
  const alone = hover?.kind === "path" && hover.source === "information" && hover.ids.length === 1;
  const id = alone ? hover.ids[0] : undefined;
  const index = id === undefined ? -1 : marks.ids.indexOf(id);
  const dot = dots[index];
  const worth = id === undefined ? null : worthOf(scores, id);
  if (!dot || !worth) return null;
  const others = beneath(marks, index);
  return (
    <div className="info-card" role="tooltip" style={besides(marks.x[index]!, marks.y[index]!, size)}>
      <b>{pathNames({ paths, cells }, operations).get(dot.id)}</b>
      <Sense worth={worth} state={dot.state} />
      <span className="note">
        {others > 0 && `${whole(others)} more under it: drag a box · `}click: select · right-click: remove, fix
      </span>
    </div>
  );
}

function Sense({ worth, state }: { readonly worth: Worth; readonly state: PathDot["state"] }) {
  const objective = useStudy((all) => theObjective(all.records));
  const { score, frequency, advantage, stderr } = worth;
  return (
    <>
      <span>
        score {decimal(score)} of its cell · in {whole(frequency)} evaluated {frequency === 1 ? "candidate" : "candidates"}
        {state !== "available" && ` · ${state}`}
      </span>
      <span>
        {advantage === null
          ? "advantage: no evidence yet, every candidate or none has it"
          : `advantage ${judgedText(objective, advantage, stderr)}: ${objective.label} with it, less without`}
      </span>
    </>
  );
}

/** The height of a card with every line, in pixels. */
const CARD = 116;

/** Beside a dot, towards the middle, so that nothing of it is cut. */
function besides(x: number, y: number, { width, height }: Size) {
  const across = x > width / 2 ? { right: width - x + 10 } : { left: x + 10 };
  const within = (distance: number) => Math.max(0, Math.min(distance + 10, height - CARD));
  const down = y > height / 2 ? { bottom: within(height - y) } : { top: within(y) };
  return { ...across, ...down };
}
