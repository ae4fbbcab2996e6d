import { useReactFlow } from "@xyflow/react";
import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type RefObject } from "react";
import type { Box } from "../../core/graphCell";
import type { TemplateGraph } from "../../core/graphTemplate";

/** Below this zoom a brick cannot be hit or read: a cell's inside is one picture then. */
export const NEAR = 0.3;
const MARGIN = 16;
/** Pixels at the bottom on which the buttons lie. */
const TOOLS = 32;
/** Pixels that an arrow key moves the graph by. */
const STEP = 80;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP],
};

/** What is in sight of the graph, and how keys and buttons change it. */
export function useCamera(frame: RefObject<HTMLDivElement | null>, graph: TemplateGraph, opened: string, held: string) {
  const flow = useReactFlow();
  const spaceHeld = useSpace();
  const show = (box: Box) => {
    const width = frame.current?.clientWidth ?? 1;
    const height = (frame.current?.clientHeight ?? 1) - TOOLS;
    const zoom = Math.min(1, (width - 2 * MARGIN) / box.width, (height - 2 * MARGIN) / box.height);
    void flow.setViewport({ zoom, x: width / 2 - zoom * (box.x + box.width / 2), y: height / 2 - zoom * (box.y + box.height / 2) });
  };
  const fit = () => show(graph);
  const showCell = () => show(graph.places.find(({ id }) => id === opened) ?? graph);
  /** Everything where that leaves bricks large enough to read, else the chosen cell. */
  const showMost = () => {
    if ((frame.current?.clientWidth ?? 0) / graph.width < NEAR) showCell();
    else fit();
  };
  const showOpened = useEffectEvent(() => (held === "all" || held === "none" ? showMost() : showCell()));
  useEffect(() => showOpened(), [opened]);
  const panBy = (x: number, y: number) => {
    const now = flow.getViewport();
    void flow.setViewport({ ...now, x: now.x + x, y: now.y + y });
  };
  const zoomBy = (factor: number) => void flow.zoomTo(flow.getZoom() * factor);
  const keys: Readonly<Record<string, () => void>> = { "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), "0": fit };
  return {
    fit, zoomBy, showMost, showCell,
    /** Whether a drag draws a box; with Space held it pans. */
    mayDraw: () => !spaceHeld.current,
    pressed: (event: KeyboardEvent<HTMLElement>): boolean => {
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      const arrow = event.target === frame.current ? ARROWS[event.key] : undefined;
      if (arrow) panBy(...arrow);
      else keys[event.key]?.();
      return arrow !== undefined || event.key in keys || (event.key === " " && event.target === frame.current);
    },
    /** Moves the graph until what has the focus is in sight. */
    reveal: (element: Element) => {
      if (!frame.current || element === frame.current || !element.matches(":focus-visible")) return;
      const [inner, outer] = [element.getBoundingClientRect(), frame.current.getBoundingClientRect()];
      const by = (least: number, most: number, from: number, to: number) => (from < least ? least - from : to > most ? most - to : 0);
      const x = by(outer.left + MARGIN, outer.right - MARGIN, inner.left, inner.right);
      const y = by(outer.top + MARGIN, outer.bottom - MARGIN, inner.top, inner.bottom);
      if (x !== 0 || y !== 0) panBy(x, y);
    },
  };
}

/** Whether Space is held, wherever the focus is: React Flow listens for it everywhere too. */
function useSpace(): RefObject<boolean> {
  const held = useRef(false);
  useEffect(() => {
    const set = (event: globalThis.KeyboardEvent) => {
      if (event.key === " ") held.current = event.type === "keydown";
    };
    const clear = () => (held.current = false);
    window.addEventListener("keydown", set);
    window.addEventListener("keyup", set);
    window.addEventListener("blur", clear);
    return () => {
      window.removeEventListener("keydown", set);
      window.removeEventListener("keyup", set);
      window.removeEventListener("blur", clear);
    };
  }, []);
  return held;
}

export type Camera = ReturnType<typeof useCamera>;
