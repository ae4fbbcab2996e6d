/**
 * A cell as a graph that needs no layout engine: inputs left, nodes in order, the output right. Every source has a lane
 * of its own with a line above it; from the line an edge comes down into its plate of studs and goes on to its node. So
 * no two plates overlap and no line runs through the studs of another edge, however many nodes there are.
 */
import type { CellRecord, PathRecord } from "@schema";
import { boardOf, edgeKey, type Edge } from "./board";
import { remembered } from "./selectors";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An input (`in0`), a node (`n0`) or the output (`out`). */
export interface GraphVertex extends Box {
  readonly id: string;
  readonly label: string;
}

/** A brick in the graph. */
export interface Stud extends Box {
  readonly path: PathRecord;
}

/** An edge: its line, and the plate on which its operations lie. */
export interface Wire {
  readonly key: string;
  readonly edge: Edge;
  readonly line: string;
  readonly plate: Box;
  readonly studs: readonly Stud[];
}

export interface CellGraph {
  readonly width: number;
  readonly height: number;
  readonly vertices: readonly GraphVertex[];
  readonly wires: readonly Wire[];
  /** Lines from the nodes to the output; `sure` where every candidate has them. */
  readonly outputs: readonly { readonly key: string; readonly line: string; readonly sure: boolean }[];
}

const PER_ROW = 3;
const SLOT = { x: 30, y: 26 };
export const STUD = { width: 28, height: 24 };
const PLATE_PAD = 3;
const VERTEX = { width: 50, height: 24 };
/** Room for lines left and right of a plate, and above it. */
const ROOM = { left: 30, right: 30, above: 16 };
const EDGE_PAD = 12;

type Shape = Pick<CellRecord, "nodes" | "inputs" | "operations" | "combine">;

interface Measures {
  readonly plate: { readonly width: number; readonly height: number };
  readonly inputs: number;
  readonly column: number;
}

function measures(cell: Shape, edges: readonly Edge[]): Measures {
  const most = Math.max(1, ...edges.map((edge) => edge.paths.length));
  const [columns, rows] = [Math.min(PER_ROW, most), Math.ceil(most / PER_ROW)];
  const plate = { width: columns * SLOT.x + 2 * PLATE_PAD - 2, height: rows * SLOT.y + 2 * PLATE_PAD - 2 };
  return { plate, inputs: cell.inputs.length, column: ROOM.left + plate.width + ROOM.right + VERTEX.width };
}

const laneOf = ({ plate }: Measures, row: number): number => EDGE_PAD + ROOM.above + plate.height / 2 + row * (plate.height + ROOM.above);
const nodeX = ({ column }: Measures, node: number): number => EDGE_PAD + (node + 1) * column;

/** The cell with its owner's paths, from (0, 0) on. */
export function cellGraph(cell: Shape, paths: readonly PathRecord[]): CellGraph {
  const { edges } = boardOf(cell, paths);
  const m = measures(cell, edges);
  const vertices = verticesOf(cell, m);
  const byId = new Map(vertices.map((vertex) => [vertex.id, vertex]));
  const out = byId.get("out")!;
  const nodes = vertices.filter(({ id }) => id.startsWith("n"));
  return {
    width: out.x + out.width + EDGE_PAD,
    height: laneOf(m, m.inputs + cell.nodes - 1) + m.plate.height / 2 + EDGE_PAD,
    vertices,
    wires: edges.map((edge) => wireOf(edge, byId.get(edge.source)!, byId.get(edge.target)!, m)),
    outputs: (cell.combine === "last" ? nodes.slice(-1) : nodes).map((node) => (
      { key: node.id, line: outward(node, out, m), sure: cell.combine !== "loose_ends" }
    )),
  };
}

function verticesOf(cell: Shape, m: Measures): readonly GraphVertex[] {
  const box = (id: string, label: string, x: number, row: number) => ({ id, label, x, y: laneOf(m, row) - VERTEX.height / 2, ...VERTEX });
  const inputs = cell.inputs.map((_, i) => box(`in${i}`, `input ${i + 1}`, EDGE_PAD, i));
  const nodes = Array.from({ length: cell.nodes }, (_, i) => box(`n${i}`, `node ${i + 1}`, nodeX(m, i), m.inputs + i));
  const end = nodeX(m, cell.nodes - 1) + VERTEX.width + 2 * ROOM.right;
  return [...inputs, ...nodes, box("out", "out", end, m.inputs + (cell.nodes - 1) / 2)];
}

function wireOf(edge: Edge, from: GraphVertex, to: GraphVertex, m: Measures): Wire {
  const y = laneOf(m, edge.row);
  const plate = { x: to.x - ROOM.right - m.plate.width, y: y - m.plate.height / 2, ...m.plate };
  const studs = edge.paths.map((path, i) => ({
    path, ...STUD,
    x: plate.x + PLATE_PAD + (i % PER_ROW) * SLOT.x,
    y: plate.y + PLATE_PAD + Math.floor(i / PER_ROW) * SLOT.y,
  }));
  return { key: edgeKey(edge), edge, line: lineThrough(from, plate, to), plate, studs };
}

type Point = readonly [x: number, y: number];
const rightOf = (box: Box): Point => [box.x + box.width, box.y + box.height / 2];
const leftOf = (box: Box): Point => [box.x, box.y + box.height / 2];

/** Out of the source, up to its lane's line, down into the plate, and on to the target. */
function lineThrough(from: Box, plate: Box, to: Box): string {
  const above = plate.y - ROOM.above / 2;
  const [start, into] = [rightOf(from), leftOf(plate)];
  const half = ROOM.left / 2;
  const passes = into[0] - start[0] > ROOM.left + 2;
  const corners: readonly Point[] = passes ? [[start[0] + half, above], [into[0] - half, above], into] : [into];
  return through(start, corners) + curve(rightOf(plate), leftOf(to));
}

/** From a node along its lane's line, past the plates of later nodes, to the output. */
function outward(node: Box, out: Box, m: Measures): string {
  const above = node.y + node.height / 2 - m.plate.height / 2 - ROOM.above / 2;
  const [start, end] = [rightOf(node), leftOf(out)];
  const passes = end[0] - start[0] > m.column;
  const half = ROOM.left / 2;
  return through(start, passes ? [[start[0] + half, above], [end[0] - ROOM.right, above], end] : [end]);
}

/** A line that leaves and arrives level. */
export const curve = (from: Point, to: Point): string => through(from, [to]);

function through(start: Point, corners: readonly Point[]): string {
  let [x0, y0] = start;
  const bends = corners.map(([x, y]) => {
    const middle = (x0 + x) / 2;
    const bend = y === y0 ? `H${x}` : `C${middle} ${y0} ${middle} ${y} ${x} ${y}`;
    [x0, y0] = [x, y];
    return bend;
  });
  return `M${start[0]} ${start[1]}${bends.join("")}`;
}

/** The graph of a cell with these paths, computed once for both. */
export const cellGraphOf = remembered((cell: CellRecord) => remembered((paths: readonly PathRecord[]) => cellGraph(cell, paths)));
