/** What a person carries from the palette or along the row, where it can be put, and the command that this means. */
import type { AddPaths, CellRecord, Command } from "@schema";
import type { Edge } from "./board";
import { cellName, vertexName } from "./names";
import { ownerOf } from "./selectors";
import { additionOf } from "./steering";

export type Carried =
  | { readonly kind: "operation"; readonly operation: string }
  | { readonly kind: "node" }
  | { readonly kind: "cell"; readonly cell: "normal" | "reduction" }
  /** A cell of the row, to be moved. */
  | { readonly kind: "move"; readonly cell: string; readonly position: number };

export type Target =
  | { readonly kind: "edge"; readonly cell: CellRecord; readonly edge: Edge }
  | { readonly kind: "node"; readonly cell: CellRecord; readonly node: string; readonly edges: readonly Edge[] }
  | { readonly kind: "cell"; readonly cell: CellRecord; readonly edges: readonly Edge[] }
  /** The whole board of an opened cell. */
  | { readonly kind: "board"; readonly cell: CellRecord }
  /** Between two cells of the row: what is put there gets this position, from 0. */
  | { readonly kind: "gap"; readonly position: number; readonly nodes: number };

const ACCEPTED: Readonly<Record<Carried["kind"], readonly Target["kind"][]>> = {
  operation: ["edge", "node", "cell"], node: ["cell", "board"], cell: ["gap"], move: ["gap"],
};

/** Whether something can be put there at all; a cell that is moved finds no place beside itself. */
export function accepts(target: Target, carried: Carried): boolean {
  if (!ACCEPTED[carried.kind].includes(target.kind)) return false;
  if ((target.kind === "cell" || target.kind === "board") && target.cell.kind === "settings") return false;
  if (carried.kind !== "move" || target.kind !== "gap") return true;
  return target.position !== carried.position && target.position !== carried.position + 1;
}

/** The one command that putting it there means; null where nothing would change. */
export function placing(target: Target, carried: Carried): Command | null {
  if (target.kind === "gap") return inGap(target.position, target.nodes, carried);
  if (carried.kind === "node") return { type: "set_cell_nodes", cell: target.cell.id, nodes: target.cell.nodes + 1 };
  if (carried.kind !== "operation" || target.kind === "board") return null;
  const edges = target.kind === "edge" ? [target.edge] : target.edges;
  return addingTo(edges, target.cell, carried.operation);
}

function inGap(position: number, nodes: number, carried: Carried): Command | null {
  if (carried.kind === "cell") return { type: "add_cell", kind: carried.cell, position, nodes };
  if (carried.kind !== "move") return null;
  return { type: "move_cell", cell: carried.cell, position: position > carried.position ? position - 1 : position };
}

/** An operation on every one of these edges that does not offer it, as one command. */
export function addingTo(edges: readonly Edge[], cell: CellRecord, operation: string): AddPaths & { type: "add_paths" } | null {
  const paths = edges.flatMap((edge) => additionOf(edge, ownerOf(cell), operation) ?? []);
  return paths.length > 0 ? { type: "add_paths", paths } : null;
}

/** Where it is, in words: 'input 1 → node 2, cell 1'. */
export function placeName(target: Target): string {
  if (target.kind === "gap") return `as cell ${target.position + 1}`;
  const cell = cellName(target.cell);
  if (target.kind === "cell") return cell;
  if (target.kind === "board") return `as ${vertexName(`n${target.cell.nodes}`)}, ${cell}`;
  if (target.kind === "node") return `every edge into ${vertexName(target.node)}, ${cell}`;
  return `${vertexName(target.edge.source)} → ${vertexName(target.edge.target)}, ${cell}`;
}
