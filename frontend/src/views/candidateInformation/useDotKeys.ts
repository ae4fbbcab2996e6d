/** The plot by keyboard: arrows go from dot to dot, Enter selects, Delete and P steer, Shift F10 opens the menu. */
import type { Command } from "@schema";
import { useState, type KeyboardEvent } from "react";
import { dotTowards } from "../../core/chartPathsPlace";
import { useActions, useStateNow } from "../../core/context";
import type { Marks } from "../../core/geometry";
import { combined } from "../../core/selection";
import { offersFor } from "../../core/steering";

/** The highest dot: where the eye begins too. */
function first(marks: Marks): number | null {
  if (marks.ids.length === 0) return null;
  return marks.ids.reduce((best, _, index) => (marks.y[index]! < marks.y[best]! ? index : best), 0);
}

export function useDotKeys(host: HTMLElement | null, marks: Marks, run: (command: Command) => Promise<boolean>) {
  const [held, setHeld] = useState<string | null>(null);
  const [focused, setFocused] = useState(false);
  const actions = useActions();
  const stateNow = useStateNow();
  const start = first(marks);
  const at = held !== null && marks.ids.includes(held) ? marks.ids.indexOf(held) : start;
  const active = at === null ? null : (marks.ids[at] ?? null);

  const point = (path: string | null) => {
    if (path !== null) actions.hover({ kind: "path", ids: [path], source: "information" });
  };
  const goTo = (path: string) => setHeld(path);
  const choose = (path: string, more: boolean) =>
    actions.select({ paths: combined(stateNow().selection.paths, [path], more ? "toggle" : "replace") });

  /** Steers what is selected, or else the dot that the keyboard is at; refusals are said in this view. */
  const steer = (path: string, words: readonly string[]) => {
    const { selection, records } = stateNow();
    const ids = selection.paths.length > 0 ? selection.paths : [path];
    const offer = offersFor(ids, records.paths).find((each) => words.includes(each.words));
    if (offer) void run(offer.command);
  };
  const openMenu = (index: number) => {
    const bounds = host?.getBoundingClientRect();
    if (!bounds) return;
    const place = { clientX: bounds.left + marks.x[index]!, clientY: bounds.top + marks.y[index]! };
    host?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, ...place }));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (at === null || active === null || event.target !== event.currentTarget) return;
    const key = event.key;
    if (key === "Enter" || key === " ") choose(active, event.ctrlKey || event.metaKey || event.shiftKey);
    else if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) openMenu(at);
    else if (key === "Delete" || key === "Backspace") steer(active, ["Remove"]);
    else if (key.toLowerCase() === "p" && !event.ctrlKey && !event.metaKey) steer(active, ["Fix", "Release"]);
    else if (key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) actions.select({ paths: marks.ids });
    else {
      const next = dotTowards(marks, at, key);
      const path = next === null ? undefined : marks.ids[next];
      if (path === undefined) {
        if (key.startsWith("Arrow")) event.preventDefault();
        return;
      }
      goTo(path);
      point(path);
    }
    event.preventDefault();
  };
  const onFocus = () => {
    setFocused(true);
    point(active);
  };
  const onBlur = () => {
    setFocused(false);
    if (stateNow().hover?.source === "information") actions.hover(null);
  };
  return { active, shown: focused ? active : null, goTo, onKeyDown, onFocus, onBlur };
}
