import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { clamp } from "../../core/colour";
import { ROW_ZOOM, zoomToFit } from "../../core/graphRow";
import { neighbour } from "./neighbour";

/** From so many cells on they are drawn smaller, so that more of them are in sight. */
const MANY = 5;
const ZOOM_OF_MANY = 0.72;

/** The row of cells scrolls and zooms: the wheel moves along it, with Ctrl it zooms; +, - and 0 do so by keyboard. */
export function useRow(scroller: RefObject<HTMLElement | null>, cells: number, opened: string | null) {
  const [zoom, setZoom] = useState<number | null>(null);
  const [seen, setSeen] = useState<readonly [number, number] | null>(null);
  const now = zoom ?? (cells >= MANY ? ZOOM_OF_MANY : ROW_ZOOM.usual);
  const zoomBy = (factor: number) => setZoom(clamp(now * factor, ROW_ZOOM.least, ROW_ZOOM.most));
  const fit = () => {
    if (scroller.current) setZoom(zoomToFit(cells, scroller.current.clientWidth));
  };
  const still = useRef(0);
  const wheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    rest(still, event.currentTarget);
    if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 400));
    else scroller.current?.scrollBy({ left: event.deltaX + event.deltaY });
  });
  const look = useEffectEvent(() => {
    const next = scroller.current && inSight(scroller.current, zoom !== null);
    setSeen((before) => (String(before) === String(next) ? before : next));
  });
  useEffect(() => {
    const row = scroller.current;
    if (!row) return;
    const sizes = new ResizeObserver(() => look());
    sizes.observe(row);
    if (row.firstElementChild) sizes.observe(row.firstElementChild);
    row.addEventListener("wheel", wheel, { passive: false });
    row.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      row.removeEventListener("wheel", wheel);
      row.removeEventListener("scroll", look);
    };
  }, [scroller]);
  useEffect(() => {
    scroller.current?.querySelector(".cell[data-opened=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [scroller, opened, cells]);
  const gestures = {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const keys: Readonly<Record<string, () => void>> = { "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), "0": fit };
      const from = event.target instanceof HTMLElement && event.target.matches(".cell-open") ? event.target : null;
      const next = from && neighbour(event.currentTarget.querySelectorAll<HTMLElement>(".cell-open"), from, event.key);
      const run = next ? () => next.focus() : keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    },
  };
  return { zoom: now, zoomBy, fit, seen, gestures };
}

const REST_MS = 150;

/** While cells move under a pointer that rests, none of them is meant by it. */
function rest(still: RefObject<number>, row: EventTarget | null): void {
  if (!(row instanceof HTMLElement)) return;
  clearTimeout(still.current);
  row.toggleAttribute("data-moving", true);
  still.current = window.setTimeout(() => row.toggleAttribute("data-moving", false), REST_MS);
}

/** The first and the last cell in sight, from 1; null where all are and nobody zoomed. */
function inSight(row: HTMLElement, zoomed: boolean): readonly [number, number] | null {
  if (row.scrollWidth <= row.clientWidth + 1 && !zoomed) return null;
  const [from, to] = [row.scrollLeft, row.scrollLeft + row.clientWidth];
  const seen = [...row.querySelectorAll<HTMLElement>(".cell")].flatMap(({ offsetLeft, offsetWidth }, i) =>
    offsetLeft + offsetWidth / 2 >= from && offsetLeft + offsetWidth / 2 <= to ? [i + 1] : [],
  );
  return seen.length > 0 ? [seen[0]!, seen.at(-1)!] : null;
}
