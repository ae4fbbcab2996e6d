/** The timeline as a drawing: the curve of the best so far, and where events and their words go. Pure. */
import { extent, niceDomain, type Range, type Scale } from "./scales";
import type { Course, Happening } from "./timeline";
import type { DrawnTwin } from "./twins";

/** The curve as the path of an SVG: it holds each value until the next, and begins anew with other weights. */
export function stepPath({ stretches }: Course, { x, y }: { readonly x: Scale; readonly y: Scale }): string {
  const at = (value: number) => value.toFixed(1);
  return stretches
    .flatMap(({ bests, to }) => {
      const [first, ...rest] = bests;
      if (!first) return [];
      const steps = rest.map(({ evaluations, value }) => `H${at(x.of(evaluations))}V${at(y.of(value))}`);
      return [`M${at(x.of(first.evaluations))},${at(y.of(first.value))}`, ...steps, `H${at(x.of(to))}`];
    })
    .join("");
}

/** The curve of a twin, in the same way. */
export function twinPath({ points, to }: DrawnTwin, { x, y }: { readonly x: Scale; readonly y: Scale }): string {
  const bests = points.map(([evaluations, value]) => ({ evaluations, value, candidate: "", iteration: null }));
  return stepPath({ stretches: [{ weights: 0, from: 0, to, bests }], total: to, predicted: 0 }, { x, y });
}

export function heightRange(course: Course, twins: readonly DrawnTwin[] = []): Range {
  const own = course.stretches.flatMap(({ bests }) => bests.map(({ value }) => value));
  const values = [...own, ...twins.flatMap(({ points }) => points.map(([, value]) => value))];
  return niceDomain(extent(values), 3);
}

/** Events at one place of the drawing; it speaks of one of them, `key`: the latest decision about the search, or else the latest. */
export type Mark = Readonly<{ x: number; key: string; keys: readonly string[]; words: string; undone: boolean }>;

/** Marks for all events but improvements, which lie on the curve itself; those within `gap` pixels are one mark. */
export function marksOf(events: readonly Happening[], pixelOf: (evaluations: number) => number, gap: number): Mark[] {
  const groups: { x: number; events: Happening[] }[] = [];
  for (const event of events.filter(({ kind }) => kind !== "best").sort((a, b) => a.evaluations - b.evaluations)) {
    const x = pixelOf(event.evaluations);
    const last = groups.at(-1);
    if (last && x - last.x < gap) last.events.push(event);
    else groups.push({ x, events: [event] });
  }
  return groups.map(({ x, events: together }) => {
    const { key, words, undone } = together.findLast(({ steers }) => steers) ?? together.at(-1)!;
    const more = together.length > 1 ? ` +${together.length - 1}` : "";
    return { x, key, keys: together.map((each) => each.key), words: words + more, undone };
  });
}

/** On which row, from the top, each mark's words are written; null where no row has room for them. */
export function wordRows(
  marks: readonly Mark[], widthOf: (words: string) => number, rows: number, right: number,
): (number | null)[] {
  const free: number[] = Array.from({ length: rows }, () => -Infinity);
  return marks.map(({ x, words }) => {
    const end = x + widthOf(words);
    const row = end > right ? -1 : free.findIndex((from) => from <= x);
    if (row < 0) return null;
    free[row] = end;
    return row;
  });
}

/** The event nearest to a place, the latest of several; null where none is within reach. */
export function nearestEvent(
  events: readonly Happening[], pixelOf: (evaluations: number) => number, x: number, reach: number,
): Happening | null {
  let [found, least] = [null as Happening | null, reach];
  for (const event of events) {
    const distance = Math.abs(pixelOf(event.evaluations) - x);
    if (distance <= least) [found, least] = [event, distance];
  }
  return found;
}
