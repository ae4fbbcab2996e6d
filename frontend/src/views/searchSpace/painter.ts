/** Keeps what the map shows and paints it at the next frame, so that many changes cost one drawing. */
import { between, type MapPoints } from "../../core/chartMap";
import type { PointStyles } from "../../core/chartMapMarks";
import type { Rgb } from "../../core/colour";
import type { Size, Transform } from "../../core/geometryCamera";
import { BEFORE_PICTURE } from "../../parts/picture";
import { createPointRenderer, type PointRenderer } from "./pointRenderer";

export interface Look {
  readonly styles: PointStyles;
  readonly order: Uint32Array;
  readonly rim: Rgb;
}

export interface Frame {
  readonly transform: Transform;
  readonly size: Size;
}

export interface Painter {
  /** Shows points together with their look; those that were there before move to their new places in `milliseconds`. */
  show(points: MapPoints, look: Look, milliseconds: number): void;
  restyle(look: Look): void;
  frame(frame: Frame): void;
  dispose(): void;
}

interface Move {
  readonly before: MapPoints;
  readonly began: number;
  readonly milliseconds: number;
}

function hasMoved(before: MapPoints, after: MapPoints): boolean {
  return after.ids.some((id, index) => {
    const former = before.index.get(id);
    return (
      former !== undefined && (before.x[former] !== after.x[index] || before.y[former] !== after.y[index])
    );
  });
}

/** A painter on a canvas, or null where the browser has no WebGL 2. */
export function createPainter(canvas: HTMLCanvasElement): Painter | null {
  const first = createPointRenderer(canvas);
  if (!first) return null;
  let renderer: PointRenderer = first;
  let points: MapPoints | null = null;
  let look: Look | null = null;
  let frame: Frame | null = null;
  let move: Move | null = null;
  let waiting = 0;

  const place = (now: number) => {
    if (!points) return;
    // A frame may have begun before the move did.
    const share = move ? Math.min(1, Math.max(0, now - move.began) / move.milliseconds) : 1;
    const at = move ? between(move.before, points, share) : points;
    renderer.place(at.x, at.y);
    if (share === 1) move = null;
  };
  const paint = (now: number) => {
    waiting = 0;
    if (move) place(now);
    if (frame && frame.size.width > 0 && frame.size.height > 0) {
      renderer.draw(frame.transform, frame.size, window.devicePixelRatio);
    }
    if (move) schedule();
  };
  const schedule = () => {
    if (waiting === 0) waiting = requestAnimationFrame(paint);
  };
  const restyle = (next: Look) => {
    look = next;
    renderer.style(next.styles, next.order, next.rim);
    schedule();
  };
  const restored = () => {
    renderer = createPointRenderer(canvas) ?? renderer;
    place(performance.now());
    if (look) restyle(look);
  };
  // Between frames the canvas keeps no pixels; a picture of it is drawn anew.
  const drawNow = () => paint(performance.now());
  const lost = (event: Event) => event.preventDefault();
  canvas.addEventListener(BEFORE_PICTURE, drawNow);
  canvas.addEventListener("webglcontextlost", lost);
  canvas.addEventListener("webglcontextrestored", restored);
  return {
    show(next, nextLook, milliseconds) {
      const before = points;
      points = next;
      const moving = before !== null && milliseconds > 0 && hasMoved(before, next);
      move = moving ? { before, began: performance.now(), milliseconds } : null;
      place(performance.now());
      restyle(nextLook);
    },
    restyle,
    frame(next) {
      frame = next;
      schedule();
    },
    dispose() {
      cancelAnimationFrame(waiting);
      canvas.removeEventListener(BEFORE_PICTURE, drawNow);
      canvas.removeEventListener("webglcontextlost", lost);
      canvas.removeEventListener("webglcontextrestored", restored);
      renderer.dispose();
    },
  };
}
