import { Dialog } from "radix-ui";
import { useEffect, useEffectEvent, useState } from "react";
import { useActions, useStateNow, type Actions, type StudyState } from "../core/context";
import { ACTOR, theStudy } from "../core/selectors";
import { Button } from "../parts/Button";

const LIST: readonly (readonly [keys: string, what: string])[] = [
  ["Ctrl/⌘ Z", "undo your last steering"],
  ["Ctrl/⌘ Shift Z, Ctrl Y", "redo"],
  ["Escape", "clear the selection"],
  ["Delete, Backspace", "remove the selected paths"],
  ["P", "fix the selected paths, or release them"],
  ["Enter, Space", "select the brick or dot that has the focus"],
  ["Ctrl/⌘ or Shift click", "add to the selection"],
  ["Arrow keys", "move between bricks, or between dots"],
  ["Shift F10, right click", "menu of a brick and of its edge"],
  ["Shift-drag on the map", "lasso; with Ctrl/⌘ add, with Alt subtract"],
  ["?", "this list"],
];

/** The keyboard for the whole page, and the list of it. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  const actions = useActions();
  const state = useStateNow();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target) || inOverlay()) return;
    const run = event.key === "?" ? () => setOpen(true) : shortcut(event, actions, state());
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title>Keyboard shortcuts</Dialog.Title>
          <table className="shortcuts">
            <tbody>
              {LIST.map(([keys, what]) => (
                <tr key={keys}>
                  <th scope="row">{keys}</th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="actions">
            <Dialog.Close asChild>
              <Button>Close</Button>
            </Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox]):not([type=range]), textarea, select, [contenteditable]") !== null;
}

const inOverlay = (): boolean => document.querySelector("[role=dialog], [role=menu]") !== null;

/** What a key does, or null where it means nothing here. */
function shortcut(event: KeyboardEvent, actions: Actions, state: StudyState): (() => unknown) | null {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === "z") return () => stepping(event.shiftKey ? "redo" : "undo", actions, state);
  if (command && key === "y") return () => stepping("redo", actions, state);
  if (command || event.altKey) return null;
  if (key === "escape") return actions.clearSelection;
  return forPaths(key, actions, state);
}

/** Undoes or redoes, or says quietly that there is nothing: a key that is held down must not pile up refusals. */
function stepping(type: "undo" | "redo", { send, say }: Actions, { records }: StudyState): void {
  const study = theStudy(records);
  if ((type === "undo" ? study?.can_undo : study?.can_redo)?.[ACTOR]) void send({ type });
  else say("info", `Nothing to ${type}`);
}

function forPaths(key: string, actions: Actions, { selection, records }: StudyState): (() => unknown) | null {
  const paths = [...selection.paths];
  if (paths.length === 0) return null;
  if (key === "delete" || key === "backspace") return () => actions.send({ type: "remove_paths", paths });
  if (key !== "p") return null;
  const fixed = paths.every((path) => records.paths[path]?.state === "fixed");
  return () => actions.send({ type: fixed ? "release_paths" : "fix_paths", paths });
}
