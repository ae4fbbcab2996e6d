import { useEffect, type KeyboardEvent, type RefObject } from "react";
import { putDown, useCarrying } from "../../parts/dragging";
import { onEscape } from "../../parts/onEscape";
import { neighbour } from "./neighbour";

const PLACES = "button.place";

/** Placing by keyboard: the focus goes to the first place, arrow keys to the others, Escape gives up. */
export function usePlacing(root: RefObject<HTMLElement | null>) {
  const placing = useCarrying()?.placing ?? false;
  useEffect(() => {
    if (!placing) return;
    const first = root.current?.querySelector<HTMLElement>(`.plate ${PLACES}`) ?? root.current?.querySelector<HTMLElement>(PLACES);
    first?.focus();
    return onEscape(putDown);
  }, [placing, root]);
  return {
    "data-placing": placing || undefined,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!(event.target instanceof HTMLElement) || !event.target.matches(PLACES)) return;
      const next = neighbour(event.currentTarget.querySelectorAll<HTMLElement>(PLACES), event.target, event.key);
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}
