import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { combined } from "../../core/selection";

const pathAt = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest("[data-path]")?.getAttribute("data-path") ?? null) : null;

/** What pointer and keyboard do on the board, heard once for all of its bricks. */
export function useBoardGestures() {
  const { hover, select } = useActions();
  const state = useStateNow();
  const point = (target: EventTarget) => {
    const path = pathAt(target);
    hover(path === null ? null : { kind: "path", ids: [path], source: "lego" });
  };
  return {
    onMouseOver: (event: MouseEvent) => point(event.target),
    onMouseLeave: () => hover(null),
    onFocus: (event: FocusEvent) => point(event.target),
    onBlur: () => hover(null),
    onClick: (event: MouseEvent) => {
      const path = pathAt(event.target);
      if (path === null) return;
      const adding = event.ctrlKey || event.metaKey || event.shiftKey;
      select({ paths: combined(state().selection.paths, [path], adding ? "toggle" : "replace") });
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const next = neighbour(event.currentTarget, event.target, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** The nearest brick in the direction of an arrow key; steps aside count thrice, so that rows and columns are kept. */
function neighbour(board: HTMLElement, from: EventTarget, key: string): HTMLElement | null {
  const direction = DIRECTIONS[key];
  if (!direction || !(from instanceof HTMLElement) || !from.dataset.path) return null;
  const here = centre(from);
  let [best, nearest]: [HTMLElement | null, number] = [null, Infinity];
  for (const brick of board.querySelectorAll<HTMLElement>("button[data-path]")) {
    const [dx, dy] = [centre(brick).x - here.x, centre(brick).y - here.y];
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    const distance = ahead + 3 * aside;
    if (ahead > 1 && distance < nearest) [best, nearest] = [brick, distance];
  }
  return best;
}

function centre(element: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
