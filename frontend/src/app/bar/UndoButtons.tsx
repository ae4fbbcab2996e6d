import { useActions, useStudy } from "../../core/context";
import { isolated, namesOf, stepOf } from "../../core/people";
import { UNDOABLE } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { useSettings } from "../settings";

/** Undo and redo of what was done here: each person's own. */
export function UndoButtons() {
  const { send } = useActions();
  const me = useSettings((s) => s.actor);
  const undoable = useStudy((s) => theStudy(s.records)?.can_undo);
  const redo = useStudy((s) => stepOf(theStudy(s.records)?.can_redo, me));
  const undo = stepOf(undoable, me);
  const others = Object.keys(undoable ?? {}).filter((actor) => actor !== me);
  const theirs = others.length > 0 ? ` What was done by ${namesOf(others.map(isolated))}, they undo.` : "";
  return (
    <span className="group" data-tour="undo">
      <Button
        icon="undo"
        aria-label={undo ? `Undo: ${undo}` : "Undo"}
        title={`Undo what you did as ${isolated(me)}: ${undo} (Ctrl/⌘ Z)`}
        why={undo ? "" : `Nothing of yours (${isolated(me)}) to undo.${theirs} ${UNDOABLE}`}
        onClick={() => void send({ type: "undo" })}
      >
        {undo && <span className="undo-label">{undo}</span>}
      </Button>
      <Button
        icon="redo"
        aria-label={redo ? `Redo: ${redo}` : "Redo"}
        title={`Redo what you undid as ${isolated(me)}: ${redo} (Ctrl/⌘ Shift Z)`}
        why={redo ? "" : "You undid nothing"}
        onClick={() => void send({ type: "redo" })}
      />
    </span>
  );
}
