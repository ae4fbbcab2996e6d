/** Changes the selection by a click or a key on a candidate (null: on the empty map). */
import { useActions, useStateNow } from "../../core/context";
import { gestureOf } from "../../core/geometry";
import { combined } from "../../core/selection";

export interface Keys {
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
}

export function usePick() {
  const actions = useActions();
  const stateNow = useStateNow();
  return (id: string | null, keys: Keys) => {
    const { candidates } = stateNow().selection;
    const gesture = gestureOf(keys);
    if (id === null) {
      if (gesture === "replace" && !keys.shiftKey) actions.select({ candidates: [], secondCandidate: null });
    } else if (keys.shiftKey && candidates.length > 0) {
      actions.select({
        candidates: candidates.slice(0, 1),
        secondCandidate: candidates[0] === id ? null : id,
      });
    } else if (gesture === "replace") {
      actions.select({ candidates: [id], secondCandidate: null });
    } else {
      actions.select({ candidates: combined(candidates, [id], gesture === "add" ? "toggle" : "subtract") });
    }
  };
}
