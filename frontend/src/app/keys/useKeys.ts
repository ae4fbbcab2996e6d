/** The keyboard for the whole page. */
import { useEffect, useEffectEvent } from "react";
import type { Actions, StudyState } from "../../core/context";
import { UNDOABLE } from "../../core/phases";
import { stepOf } from "../../core/people";
import { theStudy } from "../../core/selectors";
import { toggleMaximized } from "../dock/dockStore";
import { settings } from "../settings";
import { openSheet } from "../sheets";
import { useShell } from "../shell";
import type { OpenStudy } from "../store";
import { canFind, find } from "./find";
import { nextLandmark, panelOf } from "./landmarks";

type Run = (() => unknown) | null;

export function useKeys(): void {
  const study = useShell();
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const run = moving(event) ?? (isTyping(event.target) || inOverlay() ? null : acting(event, study));
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]") !== null;
}

/** Menus, dialogs and open lists have the keyboard to themselves; the tour only points at things, and a chart is a list for good. */
const inOverlay = (): boolean => document.querySelector("[role=dialog]:not([data-tour]), [role=alertdialog], [role=menu], [role=listbox][data-state=open]") !== null;

/** Keys that only move the focus or the panels; they act while typing too, since no text comes of them. */
function moving(event: KeyboardEvent): Run {
  if (event.key === "F6" && !event.ctrlKey && !event.altKey) return () => nextLandmark(event.shiftKey ? -1 : 1);
  if (event.altKey && event.code === "KeyM" && !event.ctrlKey && !event.metaKey) return () => toggleMaximized(panelOf(document.activeElement) ?? "lego");
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "f" && canFind()) return find;
  return null;
}

/** What a key does to the study, or null where it means nothing here. */
function acting(event: KeyboardEvent, study: OpenStudy): Run {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === "z") return () => stepping(event.shiftKey ? "redo" : "undo", event, study);
  if (command && key === "y") return () => stepping("redo", event, study);
  // Marking every word of the page helps nobody; a view that can select all its things has taken the key already.
  if (command && key === "a") return () => undefined;
  if (command || event.altKey) return null;
  if (key === "escape") return study.clearSelection;
  if (!settings().keys) return null;
  if (key === "?") return () => openSheet("shortcuts");
  return forPaths(key, study, study.getState());
}

/**
 * Undoes or redoes, or says quietly that there is nothing: a key that is held down must not pile up refusals. What was
 * done a moment ago may not be in the records yet; then the server knows.
 */
function stepping(type: "undo" | "redo", { repeat }: KeyboardEvent, { send, say, getState, isBehind }: OpenStudy): void {
  const study = theStudy(getState().records);
  const known = stepOf(type === "undo" ? study?.can_undo : study?.can_redo, settings().actor);
  if (known || (isBehind() && !repeat)) void send({ type });
  else say("info", `Nothing to ${type}`, type === "undo" ? UNDOABLE : "");
}

function forPaths(key: string, actions: Actions, { selection, records }: StudyState): Run {
  const paths = [...selection.paths];
  if (paths.length === 0) return null;
  if (key === "delete" || key === "backspace") return () => actions.send({ type: "remove_paths", paths });
  if (key !== "p") return null;
  const fixed = paths.every((path) => records.paths[path]?.state === "fixed");
  return () => actions.send({ type: fixed ? "release_paths" : "fix_paths", paths });
}
