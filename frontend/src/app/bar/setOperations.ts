/** The set operations over regions: the bar opens them, the search space shows what they give. */
import { useActions, useStudy, useViewState, type StudyState } from "../../core/context";
import { showPanel } from "../dock/dockStore";

export interface SetOperation {
  readonly id: "union" | "intersection" | "complement";
  readonly sign: string;
  readonly name: string;
  readonly meaning: string;
}

export const SET_OPERATIONS: readonly SetOperation[] = [
  { id: "union", sign: "∪", name: "Union", meaning: "Paths in any of the chosen regions, or in the selected candidates" },
  { id: "intersection", sign: "∩", name: "Intersection", meaning: "Paths that are common in all of the chosen regions, or in the selected candidates" },
  { id: "complement", sign: "∁", name: "Complement", meaning: "Paths that are rare in all of the chosen regions, or in the selected candidates" },
];

const NOTHING = "Select candidates on the map first, or save a region";

const someRegion = ({ records, selection }: StudyState): boolean =>
  selection.candidates.length > 0 || Object.keys(records.regions).length > 0;

/** Which operation is open, why none can be, and how to open and close one. */
export function useSetOperations() {
  const [open, setOpen] = useViewState<SetOperation["id"] | "">("map.sets", "");
  const possible = useStudy(someRegion);
  const { say } = useActions();
  const toggle = (id: SetOperation["id"]) => {
    if (open !== id && !possible) {
      say("info", NOTHING);
      return;
    }
    setOpen(open === id ? "" : id);
    if (open !== id) showPanel("map");
  };
  return { open, toggle, why: (id: SetOperation["id"]) => (possible || open === id ? "" : NOTHING) };
}
