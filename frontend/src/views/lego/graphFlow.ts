import type { CellRecord, PathRecord } from "@schema";
import type { Node } from "@xyflow/react";
import { cellGraphOf } from "../../core/graphCell";
import { blockSize, templateGraph, type CellSize, type TemplateGraph } from "../../core/graphTemplate";
import { ownerOf } from "../../core/selectors";

export interface CellData extends Record<string, unknown> {
  readonly cell: CellRecord;
  readonly paths: readonly PathRecord[];
  readonly open: boolean;
}

export type CellFlowNode = Node<CellData, "cell">;
export type EndFlowNode = Node<{ readonly label: string }, "end">;

const CLOSED = { width: 144, height: 84 };
const END = { width: 72, height: 40 };
const NONE: readonly PathRecord[] = [];

/** The height of a cell's title. */
export const TITLE = 30;

/** The few nodes that React Flow moves: one a cell, whatever is inside. */
export function flowOf(
  cells: readonly CellRecord[], open: ReadonlySet<string>, paths: ReadonlyMap<string, readonly PathRecord[]>,
): { readonly graph: TemplateGraph; readonly nodes: readonly (CellFlowNode | EndFlowNode)[] } {
  const mine = (cell: CellRecord) => paths.get(ownerOf(cell)) ?? NONE;
  const graph = templateGraph(cells, {
    gap: 64, rise: 28, end: END,
    sizeOf: (cell) => (open.has(cell.id) ? openSize(cell, mine(cell)) : blockSize(CLOSED.width, CLOSED.height, cell.inputs.length)),
  });
  const nodes = graph.places.map(({ id, cell, x, y, width, height }): CellFlowNode => ({
    id, type: "cell", position: { x, y }, width, height, data: { cell, paths: mine(cell), open: open.has(id) },
  }));
  const ends = graph.ends.map(({ id, label, x, y, width, height }): EndFlowNode => ({
    id, type: "end", position: { x, y }, width, height, data: { label },
  }));
  return { graph, nodes: [...nodes, ...ends] };
}

function openSize(cell: CellRecord, paths: readonly PathRecord[]): CellSize {
  const { width, height, vertices } = cellGraphOf(cell)(paths);
  const out = vertices.find(({ id }) => id === "out")!;
  return {
    width, height: height + TITLE,
    inputs: vertices.filter(({ id }) => id.startsWith("in")).map((box) => ({ x: box.x, y: TITLE + box.y + box.height / 2 })),
    output: { x: out.x + out.width, y: TITLE + out.y + out.height / 2 },
  };
}
