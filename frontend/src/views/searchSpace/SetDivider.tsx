/** Between the map and the set panel: dragged, or moved with the arrow keys; a double click gives the usual share back. */
import { useEffect, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";

interface Props {
  readonly panel: RefObject<HTMLDivElement | null>;
  /** Takes the panel's height in pixels; null for the usual one. */
  readonly set: (height: number | null) => void;
}

const STEP = 24;
/** What the panel keeps at the least: its head, two rows and its actions. */
const LEAST = 144;
/** What the map, and all that is above and below it, keep at the least. */
export const LEFT = 192;

export function SetDivider({ panel, set }: Props) {
  const [now, setNow] = useState(0);
  const [most, setMost] = useState(LEAST);
  useEffect(() => {
    const box = panel.current;
    const around = box?.parentElement;
    if (!box || !around) return;
    const observer = new ResizeObserver(() => {
      setNow(Math.round(box.offsetHeight));
      setMost(Math.max(LEAST, around.clientHeight - LEFT));
    });
    observer.observe(box);
    observer.observe(around);
    return () => observer.disconnect();
  }, [panel]);
  const put = (height: number) => set(Math.round(Math.min(most, Math.max(LEAST, height))));
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put((panel.current?.getBoundingClientRect().bottom ?? 0) - event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const heights: Readonly<Record<string, number>> = { ArrowUp: now + STEP, ArrowDown: now - STEP, Home: LEAST, End: most };
    const height = heights[event.key];
    if (height === undefined) return;
    event.preventDefault();
    put(height);
  };
  return (
    <div
      className="set-divider"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the set operation"
      aria-valuenow={now}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      aria-valuetext={`${now} pixels`}
      tabIndex={0}
      title="Drag, or arrow keys: height. Double click: the usual one"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onDoubleClick={() => set(null)}
      onKeyDown={onKeyDown}
    />
  );
}
