import { useActions, useStudy } from "../../core/context";
import { UNDOABLE } from "../../core/phases";
import { ACTOR, theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";

export function UndoButtons() {
  const { send } = useActions();
  const undo = useStudy((s) => theStudy(s.records)?.can_undo[ACTOR] ?? "");
  const redo = useStudy((s) => theStudy(s.records)?.can_redo[ACTOR] ?? "");
  return (
    <span className="group" data-tour="undo">
      <Button
        icon="undo"
        aria-label={undo ? `Undo: ${undo}` : "Undo"}
        title={`Undo: ${undo} (Ctrl/⌘ Z)`}
        why={undo ? "" : `Nothing of yours to undo. ${UNDOABLE}`}
        onClick={() => void send({ type: "undo" })}
      >
        {undo && <span className="undo-label">{undo}</span>}
      </Button>
      <Button
        icon="redo"
        aria-label={redo ? `Redo: ${redo}` : "Redo"}
        title={`Redo: ${redo} (Ctrl/⌘ Shift Z)`}
        why={redo ? "" : "Nothing was undone"}
        onClick={() => void send({ type: "redo" })}
      />
    </span>
  );
}
