/** Which columns are shown: as the address says, else as they were last chosen in this browser. */
import { useState } from "react";
import { useStudy, useViewState } from "../../core/context";
import { theObjective } from "../../core/objective";
import { usualColumns } from "../../core/tableColumns";
import { keep, kept } from "../../parts/kept";

const KEY = "nas-navigator.columns";

export function useColumnChoice(): readonly [chosen: string, choose: (chosen: string) => void] {
  const [last, setLast] = useState(lastChosen);
  const usual = useStudy((s) => usualColumns(theObjective(s.records).id));
  const [chosen, setChosen] = useViewState<string>("candidates.columns", last ?? usual);
  const choose = (next: string) => {
    keep(KEY, next);
    setLast(next);
    setChosen(next);
  };
  return [chosen, choose];
}

function lastChosen(): string | null {
  const columns = kept(KEY);
  return typeof columns === "string" ? columns : null;
}
