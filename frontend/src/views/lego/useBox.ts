import { useRef, type PointerEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { combined, type Gesture } from "../../core/selection";
import { onEscape } from "../../parts/onEscape";

/** Less than this is a click. */
const LEAST = 4;

interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly box: HTMLElement;
  /** Ends that Escape takes it back. */
  readonly release: () => void;
  moved: boolean;
}

const isEmpty = (target: EventTarget): boolean => target instanceof Element && !target.closest("button, a, input, select, [role=menu]");

const gestureOf = (event: PointerEvent): Gesture =>
  event.altKey ? "subtract" : event.ctrlKey || event.metaKey ? "add" : "replace";

/** A box drawn on empty space selects the bricks that it touches: with Ctrl it adds them, with Alt it takes them away. */
export function useBox(mayStart: () => boolean = () => true) {
  const { select } = useActions();
  const state = useStateNow();
  const drawn = useRef<Drawn | null>(null);
  const drop = () => {
    drawn.current?.release();
    drawn.current?.box.remove();
    drawn.current = null;
  };
  const take = (event: PointerEvent<HTMLElement>) => {
    const now = drawn.current;
    if (!now) return;
    const ids = now.moved ? touched(event.currentTarget, now.box.getBoundingClientRect()) : [];
    drop();
    select({ paths: combined(state().selection.paths, ids, gestureOf(event)) });
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || !isEmpty(event.target) || !mayStart()) return;
      const box = document.createElement("div");
      box.className = "select-box";
      box.hidden = true;
      event.currentTarget.append(box);
      event.currentTarget.setPointerCapture(event.pointerId);
      drawn.current = { x: event.clientX, y: event.clientY, box, release: onEscape(drop), moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = drawn.current;
      if (!now) return;
      const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
      now.moved ||= Math.hypot(dx, dy) >= LEAST;
      now.box.hidden = !now.moved;
      const frame = event.currentTarget.getBoundingClientRect();
      Object.assign(now.box.style, {
        left: `${Math.min(now.x, event.clientX) - frame.left + event.currentTarget.scrollLeft}px`,
        top: `${Math.min(now.y, event.clientY) - frame.top + event.currentTarget.scrollTop}px`,
        width: `${Math.abs(dx)}px`,
        height: `${Math.abs(dy)}px`,
      });
    },
    onPointerUp: take,
    onPointerCancel: drop,
  };
}

function touched(root: HTMLElement, area: DOMRect): readonly string[] {
  return [...root.querySelectorAll<HTMLElement>("button[data-path]")].flatMap((brick) => {
    const box = brick.getBoundingClientRect();
    const apart = box.right < area.left || box.left > area.right || box.bottom < area.top || box.top > area.bottom;
    return apart ? [] : [brick.dataset.path ?? ""];
  });
}
