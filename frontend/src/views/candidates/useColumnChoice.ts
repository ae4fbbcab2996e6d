/** Which columns are shown: as the address says, else as they were last chosen in this browser. */
import { useState } from "react";
import { useViewState } from "../../core/context";
import { USUAL_COLUMNS } from "../../core/tableColumns";
import { keep, kept } from "../../parts/kept";

const KEY = "nas-navigator.columns";

export function useColumnChoice(): readonly [chosen: string, choose: (chosen: string) => void] {
  const [last, setLast] = useState(lastChosen);
  const [chosen, setChosen] = useViewState<string>("candidates.columns", last);
  const choose = (next: string) => {
    keep(KEY, next);
    setLast(next);
    setChosen(next);
  };
  return [chosen, choose];
}

function lastChosen(): string {
  const columns = kept(KEY);
  return typeof columns === "string" ? columns : USUAL_COLUMNS;
}
