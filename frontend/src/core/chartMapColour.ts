/** What the map's dots are coloured by: an objective, the iteration, the origin, the cluster, or nothing. Pure. */
import type { CandidateRecord, StudyRecord } from "@schema";
import type { Members } from "./chartMap";
import { CHROME, css, sequential, shareOf, type Rgb, type Theme } from "./colour";
import { ORIGINS } from "./names";
import { objectiveIn, type Direction } from "./objective";
import { extent, type Range } from "./scales";

/** Colours as columns: three bytes a point, and 1 where it has a value, is evaluated, is of older weights. */
export interface Colouring {
  readonly rgb: Uint8Array;
  readonly coloured: Uint8Array;
  readonly evaluated: Uint8Array;
  readonly hollow: Float32Array;
  readonly shapes: Float32Array;
  readonly legend: Legend;
}

export interface Category {
  readonly label: string;
  readonly colour: string;
  readonly shape: number;
  /** Indices of its points. */
  readonly members: readonly number[];
}

export type Legend =
  | { readonly kind: "none" }
  | {
      readonly kind: "scale";
      readonly words: string;
      readonly range: Range;
      readonly log: boolean;
      readonly direction: Direction;
      readonly whole: boolean;
      readonly older: boolean;
    }
  | { readonly kind: "categories"; readonly words: string; readonly categories: readonly Category[] };

type Study = Pick<StudyRecord, "objective" | "weights" | "layout">;

/** Okabe and Ito's colours, told apart by colour-blind people; black is left to the ink of the page. */
const PALETTE: Readonly<Record<Theme, readonly Rgb[]>> = {
  light: [[0, 114, 178], [213, 94, 0], [0, 158, 115], [204, 121, 167], [230, 159, 0], [86, 180, 233], [120, 94, 240], [90, 90, 84]],
  dark: [[86, 160, 233], [240, 128, 48], [40, 190, 145], [222, 145, 190], [240, 180, 50], [130, 205, 250], [160, 140, 255], [190, 190, 184]],
};
/** Circle, square, triangle, diamond, triangle upside down, cross. */
export const SHAPES = 6;

/** A ratio of the greatest to the least from which equal ratios say more than equal differences. */
const WIDE = 5;

export const shareOn = (value: number, [low, high]: Range, log: boolean): number =>
  log ? shareOf(Math.log(value), Math.log(low), Math.log(high)) : shareOf(value, low, high);

/** How good a value is within the range, from 0 to 1, whichever way is better. */
export function goodness(value: number, range: Range, direction: Direction, log = false): number {
  const share = shareOn(value, range, log);
  return direction === "maximize" ? share : 1 - share;
}

/** The columns that hold for every colouring, everything grey. */
function greyed(members: Members, theme: Theme) {
  const rgb = new Uint8Array(members.length * 3);
  for (let index = 0; index < members.length; index++) rgb.set(CHROME[theme].faint, index * 3);
  return {
    rgb,
    coloured: new Uint8Array(members.length),
    evaluated: Uint8Array.from(members, (member) => (member?.evaluated ? 1 : 0)),
    hollow: new Float32Array(members.length),
    shapes: new Float32Array(members.length),
  };
}

function byValue(members: Members, study: Study, by: string, theme: Theme): Colouring {
  const columns = greyed(members, theme);
  const objective = by === "iteration" ? null : objectiveIn(study, by);
  const values = members.map((member) => (objective ? member?.objectives[by] : member?.iteration) ?? null);
  const measured = objective !== null && !objective.fixed;
  const older = members.map((member) => measured && member?.evaluated === true && member.weights !== study.weights);
  const range = extent(values.filter((_, index) => !older[index])) ?? extent(values);
  if (range === null) return { ...columns, legend: { kind: "none" } };
  const direction = objective?.direction ?? "maximize";
  const log = objective?.kind === "count" && range[0] > 0 && range[1] / range[0] >= WIDE;
  values.forEach((value, index) => {
    if (value === null) return;
    columns.rgb.set(sequential(goodness(value, range, direction, log), theme), index * 3);
    columns.coloured[index] = 1;
    columns.hollow[index] = older[index] ? 1 : 0;
  });
  const words = objective?.measured ?? "iteration of the first evaluation";
  const whole = objective === null || objective.kind === "count";
  return { ...columns, legend: { kind: "scale", words, range, log, direction, whole, older: older.includes(true) } };
}

interface Named {
  readonly words: string;
  readonly names: readonly string[];
  /** The category of a point by its place in `names`; null for none. */
  readonly of: (index: number) => number | null;
}

function byCategory(members: Members, { words, names, of }: Named, theme: Theme): Colouring {
  const columns = greyed(members, theme);
  const palette = PALETTE[theme];
  const groups = names.map((): number[] => []);
  for (let index = 0; index < members.length; index++) {
    const category = of(index);
    if (category === null || !groups[category]) continue;
    groups[category].push(index);
    columns.rgb.set(palette[category % palette.length]!, index * 3);
    columns.coloured[index] = 1;
    columns.shapes[index] = category % SHAPES;
  }
  const categories = names.map((label, at) => ({
    label,
    colour: css(palette[at % palette.length]!),
    shape: at % SHAPES,
    members: groups[at]!,
  }));
  return { ...columns, legend: { kind: "categories", words, categories: categories.filter((each) => each.members.length > 0) } };
}

const ORIGIN_NAMES = Object.keys(ORIGINS) as CandidateRecord["origin"][];

/** Colours of the points by an objective's name, `iteration`, `origin`, `cluster` or `none`. */
export function colouringOf(
  members: Members,
  clusters: Int16Array,
  study: Study,
  by: string,
  theme: Theme,
): Colouring {
  if (by === "none") return { ...greyed(members, theme), legend: { kind: "none" } };
  if (by === "origin") {
    const of = (index: number) => (members[index] ? ORIGIN_NAMES.indexOf(members[index].origin) : null);
    return byCategory(members, { words: "where a candidate came from", names: Object.values(ORIGINS), of }, theme);
  }
  if (by === "cluster") {
    const names = clusterNames(study, clusters);
    return byCategory(members, { words: "clusters by edit distance", names, of: (index) => (clusters[index]! < 0 ? null : clusters[index]!) }, theme);
  }
  return byValue(members, study, by, theme);
}

/** The clusters' names where the layout tells them, else their numbers. */
function clusterNames({ layout }: Study, clusters: Int16Array): string[] {
  const named = layout?.clusters ?? [];
  const most = clusters.reduce((a, b) => Math.max(a, b), -1);
  return Array.from({ length: most + 1 }, (_, index) => named[index]?.name ?? `cluster ${index + 1}`);
}
