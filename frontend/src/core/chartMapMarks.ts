/** Which dots stand out, which are hidden, and what is drawn of each: size, colour, shape, order. Pure. */
import type { Members, MapPoints } from "./chartMap";
import type { Colouring } from "./chartMapColour";
import { maskOf, type Mask } from "./geometryLasso";
import type { Collection } from "./records";
import type { Hover, Selection } from "./selection";
import { candidatesByPath, candidatesWith } from "./selectors";

/** What is drawn: diameters in CSS pixels, colours (four bytes each), 1 where only a rim is drawn, shapes by number. */
export type PointStyles = Readonly<{
  sizes: Float32Array;
  colours: Uint8Array;
  hollow: Float32Array;
  shapes: Float32Array;
}>;

/** Candidates with any of the paths where the map itself points at some (members of a set), else with all of them. */
function holders(hover: Hover, candidates: Collection<"candidates">): Iterable<string> {
  if (hover.source !== "map") return candidatesWith(candidates, hover.ids);
  const index = candidatesByPath(candidates);
  return hover.ids.flatMap((id) => index.get(id) ?? []);
}

/**
 * The points that stand out, or null where none does: those with the hovered path, else several hovered ones, else a
 * selection of several. A single one has a ring instead, so that the map stays readable.
 */
export function standingOut(
  hover: Hover | null,
  selection: Selection,
  candidates: Collection<"candidates">,
  index: MapPoints["index"],
): Mask | null {
  if (hover?.kind === "path") return maskOf(holders(hover, candidates), index);
  if (hover?.kind === "candidate" && hover.ids.length > 1) return maskOf(hover.ids, index);
  return selection.candidates.length > 1 ? maskOf(selection.candidates, index) : null;
}

export type Shown = "all" | "evaluated" | "selected";
export const SHOWN: readonly Shown[] = ["all", "evaluated", "selected"];

/** The points that are not hidden, or null where all are shown. Without a selection nothing is hidden for its sake. */
export function shownOf(
  shown: Shown,
  members: Members,
  selected: readonly string[],
  index: MapPoints["index"],
): Mask | null {
  if (shown === "evaluated") return Uint8Array.from(members, (member) => (member?.evaluated ? 1 : 0));
  return shown === "selected" && selected.length > 0 ? maskOf(selected, index) : null;
}

const DIAMETER = { waiting: 5, evaluated: 9, marked: 2.5 };
/** Opacity out of 255, for what waits in grey, what waits in a colour, and what is evaluated. */
const OPACITY = {
  plain: [128, 200, 255],
  dimmed: [30, 40, 41],
  marked: [242, 250, 255],
} as const;

/** From so many points on each is drawn smaller, so that they do not hide one another; drawing them costs less, too. */
const MANY = 1000;
const SMALLEST = 0.4;

/** The share of its usual diameter that a point has among so many: half of it among ten thousand. */
const crowding = (points: number): number => Math.min(1, Math.max(SMALLEST, (MANY / points) ** 0.3));

/** Size, colour and shape of every point, dimmed but for the `standing` ones. */
export function stylesOf(colouring: Colouring, standing: Mask | null): PointStyles {
  const { rgb, coloured, evaluated, hollow, shapes } = colouring;
  const length = coloured.length;
  const [sizes, colours] = [new Float32Array(length), new Uint8Array(length * 4)];
  const share = crowding(length);
  for (let index = 0; index < length; index++) {
    const how = standing === null ? "plain" : standing[index] ? "marked" : "dimmed";
    const kind = evaluated[index] ? 2 : coloured[index] ? 1 : 0;
    sizes[index] = share * (kind === 2 ? DIAMETER.evaluated : DIAMETER.waiting) + (how === "marked" ? DIAMETER.marked : 0);
    colours[index * 4] = rgb[index * 3]!;
    colours[index * 4 + 1] = rgb[index * 3 + 1]!;
    colours[index * 4 + 2] = rgb[index * 3 + 2]!;
    colours[index * 4 + 3] = OPACITY[how][kind];
  }
  return { sizes, colours, hollow, shapes };
}

const RANKS = 6;

/** The order to draw in: dimmed first, marked last, and the evaluated above what waits; hidden ones not at all. */
export function drawingOrder(colouring: Colouring, standing: Mask | null, shown: Mask | null = null): Uint32Array {
  const { evaluated } = colouring;
  const rank = (index: number) => (standing === null ? 2 : standing[index] ? 4 : 0) + evaluated[index]!;
  const starts = new Uint32Array(RANKS + 1);
  for (let index = 0; index < evaluated.length; index++) if (shown?.[index] !== 0) starts[rank(index) + 1]!++;
  for (let each = 0; each < RANKS; each++) starts[each + 1]! += starts[each]!;
  const order = new Uint32Array(starts[RANKS]!);
  for (let index = 0; index < evaluated.length; index++) {
    if (shown?.[index] !== 0) order[starts[rank(index)]!++] = index;
  }
  return order;
}
