import { useEffect, useEffectEvent } from "react";
import type { DraftStore } from "./draftStore";

const TYPING = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

/** The keyboard for a template: undo and redo, save, remove what is selected, clear. */
export function useEditorKeys(store: DraftStore, save: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const run = command && key === "s" ? save : inUse(event) ? null : keyed(store, key, command, event.shiftKey);
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

const inUse = (event: KeyboardEvent): boolean =>
  event.defaultPrevented
  || (event.target instanceof Element && event.target.closest(TYPING) !== null)
  || document.querySelector("[role=dialog], [role=menu]") !== null;

function keyed(store: DraftStore, key: string, command: boolean, shift: boolean): (() => unknown) | null {
  if (command && key === "z") return () => store.send({ type: shift ? "redo" : "undo" });
  if (command && key === "y") return () => store.send({ type: "redo" });
  if (command) return null;
  if (key === "escape") return store.clearSelection;
  const paths = [...store.getState().selection.paths];
  const removing = (key === "delete" || key === "backspace") && paths.length > 0;
  return removing ? () => store.send({ type: "remove_paths", paths }) : null;
}
