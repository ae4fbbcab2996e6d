/** Where the dots of paths lie in pixels, those at one spot side by side, and which one keys go to. Pure. */
import type { PathDot } from "./chartPaths";
import type { Marks } from "./geometry";
import { neighbourTowards } from "./geometryNearest";
import type { Scale } from "./scales";

export type PixelScales = Readonly<{ x: Scale; y: Scale }>;

/** Dots whose centres share a square of this many pixels would hide one another. */
const SPOT = 3;
/** How far a dot is moved aside at most, in pixels: less than a dot's own radius, so that values stay readable. */
const FARTHEST = 3;
/** The angle that spreads any number of dots evenly around a centre. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Pixels of the dots; the k-th of those at one spot is moved aside in a spiral, the same way each time. */
export function placed(dots: readonly PathDot[], scales: PixelScales): Marks {
  const crowd = new Map<string, number>();
  const places = dots.map((dot) => {
    const [x, y] = [scales.x.of(dot.x), scales.y.of(dot.y)];
    const spot = `${Math.round(x / SPOT)} ${Math.round(y / SPOT)}`;
    const before = crowd.get(spot) ?? 0;
    crowd.set(spot, before + 1);
    const aside = Math.min(FARTHEST, 1.3 * Math.sqrt(before));
    return [x + aside * Math.cos(before * GOLDEN), y + aside * Math.sin(before * GOLDEN)] as const;
  });
  return { ids: dots.map((dot) => dot.id), x: places.map(([x]) => x), y: places.map(([, y]) => y) };
}

/** How many other dots lie under the one at `index`, so close that they cannot be told apart. */
export function beneath(marks: Marks, index: number): number {
  const [x, y] = [marks.x[index] ?? NaN, marks.y[index] ?? NaN];
  const near = marks.ids.filter((_, i) => Math.hypot(marks.x[i]! - x, marks.y[i]! - y) <= 2 * FARTHEST);
  return Math.max(0, near.length - 1);
}

/** Arrow keys as steps on the drawing, y downwards. */
const STEPS: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The dot that a key goes to from the one at `from`; null where the key means nothing or the rim is reached. */
export function dotTowards(marks: Marks, from: number, key: string): number | null {
  if (key === "Home" || key === "End") return outermost(marks, key === "Home" ? -1 : 1);
  const step = STEPS[key];
  return step ? neighbourTowards(marks, from, step) : null;
}

function outermost(marks: Marks, sign: number): number | null {
  if (marks.ids.length === 0) return null;
  return marks.ids.reduce((best, _, index) => (sign * (marks.x[index]! - marks.x[best]!) > 0 ? index : best), 0);
}
