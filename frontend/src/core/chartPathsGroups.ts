/** The colours of the dots, and the legend that names them: by operation, or by cell. Pure. */
import type { CellRecord, OperationEntry, PathRecord } from "@schema";
import type { PathDot } from "./chartPaths";
import { css, sequential, type Theme } from "./colour";
import { cellName } from "./names";
import { operationColour } from "./operations";

export type PathColouring = "operation" | "cell";
export const PATH_COLOURINGS: readonly PathColouring[] = ["operation", "cell"];

/** Dots that look alike, and what the legend calls them; a button of the legend selects `ids`. */
export type PathGroup = Readonly<{
  key: string;
  short: string;
  words: string;
  colour: string;
  ids: readonly string[];
}>;

type Keyed = Readonly<{ key: string; short: string; words: string; colour: string }>;

/** The groups that have members, operations in the catalogue's order and cells in the row's. */
export function pathGroups(
  dots: readonly PathDot[],
  colouring: PathColouring,
  cells: readonly CellRecord[],
  operations: readonly OperationEntry[],
  theme: Theme,
): PathGroup[] {
  const keys = colouring === "operation" ? operationKeys(dots, operations) : cellKeys(cells, theme);
  return keys.flatMap((key) => {
    const ids = dots.filter((dot) => dot[colouring] === key.key).map((dot) => dot.id);
    return ids.length > 0 ? [{ ...key, ids }] : [];
  });
}

/** Operations that the catalogue does not know come last, under their ids. */
function operationKeys(dots: readonly PathDot[], operations: readonly OperationEntry[]): Keyed[] {
  const known = operations.map(({ id, short, name }) => ({ key: id, short, words: name, colour: operationColour(id) }));
  const names = new Set(operations.map(({ id }) => id));
  const others = [...new Set(dots.map((dot) => dot.operation))].filter((id) => !names.has(id));
  return [...known, ...others.map((id) => ({ key: id, short: id, words: id, colour: operationColour(id) }))];
}

/** Cells are in an order, so their colours are too: the first dark, the last bright (in the dark theme as well). */
function cellKeys(cells: readonly CellRecord[], theme: Theme): Keyed[] {
  const last = Math.max(1, cells.length - 1);
  return cells.map((cell) => ({
    key: cell.id,
    short: String(cell.position + 1),
    words: cellName(cell),
    colour: css(sequential(cell.position / last, theme)),
  }));
}

/** The colour of each dot, in the dots' order. */
export function dotColours(
  dots: readonly PathDot[], groups: readonly PathGroup[], colouring: PathColouring,
): string[] {
  const colours = new Map(groups.map(({ key, colour }) => [key, colour]));
  return dots.map((dot) => colours.get(dot[colouring]) ?? operationColour(dot.operation));
}

type Marked = Exclude<PathRecord["state"], "available">;

/** Dots in the states that have a mark of their own. */
export function markedStates(dots: readonly PathDot[]): readonly { state: Marked; ids: readonly string[] }[] {
  return (["removed", "fixed"] as const).flatMap((state) => {
    const ids = dots.filter((dot) => dot.state === state).map((dot) => dot.id);
    return ids.length > 0 ? [{ state, ids }] : [];
  });
}
