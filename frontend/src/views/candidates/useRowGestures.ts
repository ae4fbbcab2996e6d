/** Selecting rows by pointer and keyboard, as lists do everywhere. */
import { useRef, type KeyboardEvent, type MouseEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { combined } from "../../core/selection";
import { between } from "../../core/tableRows";

interface Given {
  readonly shown: readonly string[];
  readonly active: string | null;
  readonly setActive: (id: string) => void;
  /** Brings a row into sight. */
  readonly reveal: (id: string) => void;
  /** How many rows are in sight. */
  readonly page: () => number;
}

type How = "replace" | "toggle" | "range";

export function useRowGestures({ shown, active, setActive, reveal, page }: Given) {
  const { hover, select } = useActions();
  const stateNow = useStateNow();
  const anchor = useRef<string | null>(null);
  const mine = useRef<readonly string[] | null>(null);

  const pick = (id: string, how: How) => {
    const { selection } = stateNow();
    if (how !== "range") anchor.current = id;
    const candidates =
      how === "replace" ? [id]
      : how === "toggle" ? combined(selection.candidates, [id], "toggle")
      : between(shown, anchor.current ?? id, id);
    mine.current = candidates;
    setActive(id);
    select({ candidates, secondCandidate: null });
  };

  const move = (to: number, extending: boolean) => {
    const id = shown[Math.max(0, Math.min(shown.length - 1, to))];
    if (id === undefined) return;
    if (extending) {
      anchor.current ??= active ?? id;
      pick(id, "range");
    } else {
      anchor.current = id;
      setActive(id);
      hover({ kind: "candidate", ids: [id], source: "candidates" });
    }
    reveal(id);
  };

  const compare = (id: string) => {
    const [first] = stateNow().selection.candidates;
    if (first === undefined || first === id) return;
    mine.current = [first];
    select({ paths: [], candidates: mine.current, secondCandidate: id });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionFor(event);
    if (!act) return;
    event.preventDefault();
    act();
  };

  const actionFor = (event: KeyboardEvent): (() => void) | null => {
    const command = event.ctrlKey || event.metaKey;
    const at = active === null ? -1 : shown.indexOf(active);
    // A head's button keeps Enter and Space for itself.
    const onRows = event.target === event.currentTarget;
    const to = (index: number) => () => move(index, event.shiftKey);
    switch (event.key) {
      case "ArrowDown": return to(at + 1);
      case "ArrowUp": return to(at < 0 ? 0 : at - 1);
      case "PageDown": return to(at + page());
      case "PageUp": return to(at - page());
      case "Home": return command || onRows ? to(0) : null;
      case "End": return command || onRows ? to(shown.length - 1) : null;
      case "a": return command ? () => selectAll() : null;
      case "c": return !command && active !== null ? () => compare(active) : null;
      case " ": return onRows && active !== null ? () => pick(active, event.shiftKey ? "range" : "toggle") : null;
      case "Enter": return onRows && active !== null ? () => pick(active, command ? "toggle" : "replace") : null;
      default: return null;
    }
  };

  const selectAll = () => {
    mine.current = shown;
    select({ candidates: shown, secondCandidate: null });
  };

  const onClick = (event: MouseEvent) => {
    const id = rowUnder(event);
    if (id !== null) pick(id, event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "replace");
  };
  const onPointerOver = (event: MouseEvent) => {
    const id = rowUnder(event);
    if (id !== null) hover({ kind: "candidate", ids: [id], source: "candidates" });
  };

  return { onKeyDown, onClick, onPointerOver, isMine: (ids: readonly string[]) => ids === mine.current };
}

/** Rows have no handlers of their own, so that scrolling through thousands makes none. */
function rowUnder({ target }: MouseEvent): string | null {
  return target instanceof Element ? (target.closest("[data-candidate]")?.getAttribute("data-candidate") ?? null) : null;
}
