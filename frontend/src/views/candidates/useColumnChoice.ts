/** Which columns are shown: as the address says, else as they were last chosen in this browser. */
import { useState } from "react";
import { useViewState } from "../../core/context";
import { USUAL_COLUMNS } from "../../core/tableColumns";

const KEY = "nas-navigator.columns";

export function useColumnChoice(): readonly [chosen: string, choose: (chosen: string) => void] {
  const [kept, setKept] = useState(() => localStorage.getItem(KEY) ?? USUAL_COLUMNS);
  const [chosen, setChosen] = useViewState<string>("candidates.columns", kept);
  const choose = (next: string) => {
    localStorage.setItem(KEY, next);
    setKept(next);
    setChosen(next);
  };
  return [chosen, choose];
}
