/** A cell as a board: a row for each source, a column for each node, a plate where an edge may be. */
import type { CellRecord, PathRecord } from "@schema";
import { remembered, scoreByPath } from "./selectors";
import type { Collections } from "./records";

export interface Edge {
  readonly source: string;
  readonly target: string;
  /** Place on the board, from 0. */
  readonly row: number;
  readonly column: number;
  readonly paths: readonly PathRecord[];
}

/** What tells an edge of a board from the others. */
export const edgeKey = ({ source, target }: Pick<Edge, "source" | "target">): string => `${source} ${target}`;

export interface Board {
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly edges: readonly Edge[];
}

const count = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

/** The board of a cell with its owner's paths; a node may read the inputs and every node before it. */
export function boardOf(cell: Pick<CellRecord, "nodes" | "inputs" | "operations">, paths: readonly PathRecord[]): Board {
  const inputs = cell.inputs.map((_, i) => `in${i}`);
  const targets = count(cell.nodes).map((i) => `n${i}`);
  const sources = [...inputs, ...targets.slice(0, -1)];
  const onEdge = groupedByEdge(paths);
  const edges = targets.flatMap((target, column) =>
    sources.slice(0, inputs.length + column).map((source, row) => ({
      source, target, row, column, paths: ordered(onEdge.get(edgeKey({ source, target })) ?? [], cell.operations),
    })),
  );
  return { sources, targets, edges };
}

function groupedByEdge(paths: readonly PathRecord[]): ReadonlyMap<string, PathRecord[]> {
  const edges = new Map<string, PathRecord[]>();
  for (const path of paths) {
    const key = edgeKey(path);
    edges.set(key, [...(edges.get(key) ?? []), path]);
  }
  return edges;
}

/** Bricks lie in the order in which the cell offers their operations, so that a colour keeps its place. */
function ordered(paths: readonly PathRecord[], operations: readonly string[]): readonly PathRecord[] {
  const rank = (path: PathRecord) => operations.indexOf(path.operation) * 100 + path.slot;
  return [...paths].sort((a, b) => rank(a) - rank(b));
}

/** How opaque a brick of the lowest and of the highest score in its cell is; without scores all are alike. */
export const PALEST = 0.18;
export const WITHOUT_SCORE = 0.8;

/** The opacity of every path: its score against the best of its cell. */
export function opacities(records: Pick<Collections, "paths" | "scores">): ReadonlyMap<string, number> {
  return opacitiesOf(records.paths)(records.scores);
}

const opacitiesOf = remembered((paths: Collections["paths"]) =>
  remembered((scores: Collections["scores"]): ReadonlyMap<string, number> => {
    const known = scoreByPath(scores);
    const best = new Map<string, number>();
    for (const path of Object.values(paths)) {
      best.set(path.cell, Math.max(best.get(path.cell) ?? 0, known.get(path.id)?.score ?? 0));
    }
    const opacity = (path: PathRecord): number => {
      const score = known.get(path.id)?.score;
      const top = best.get(path.cell) ?? 0;
      return score === undefined || top === 0 ? WITHOUT_SCORE : PALEST + (1 - PALEST) * (score / top);
    };
    return new Map(Object.values(paths).map((path) => [path.id, opacity(path)]));
  }),
);

/**
 * The corner of the board that no edge uses: from `row` on, the first `columns` columns are free (both from 0), since
 * a node never feeds itself or one before it. Null where it is too small for a picture.
 */
export function emptyCorner(cell: Pick<CellRecord, "nodes" | "inputs">): { row: number; columns: number } | null {
  const columns = Math.floor(cell.nodes / 2);
  return cell.nodes < 4 ? null : { row: cell.inputs.length + columns - 1, columns };
}
