/** The set operations over regions: the bar opens them, the search space shows what they give. */
import { useActions, useStudy, useViewState, type StudyState } from "../../core/context";
import type { SetOperation } from "../../core/setOperations";
import { showPanel } from "../dock/dockStore";

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
