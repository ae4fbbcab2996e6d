/** A candidate's network within one cell, laid out to be drawn small: inputs left, nodes in order, the output right. */
import type { CellRecord, PathRecord } from "@schema";

export interface Vertex {
  readonly id: string;
  readonly label: string;
  /** In [0, 1] from the left and from the top. */
  readonly x: number;
  readonly y: number;
}

export interface Arc {
  readonly path: string | null;
  readonly from: Vertex;
  readonly to: Vertex;
  readonly operation: string | null;
  /** How far the line leaves the straight way, up (negative) or down, so that it passes the nodes between. */
  readonly bow: number;
}

export interface CandidateGraph {
  readonly vertices: readonly Vertex[];
  readonly arcs: readonly Arc[];
}

/** The operation that says that there is no edge. */
const NONE = "none";
const HIGH = 0.3;
const LOW = 0.7;

/** Every node has a column of its own and neighbours lie high and low in turn, so that lines stay apart. */
export function candidateGraph(cell: Pick<CellRecord, "nodes" | "inputs" | "combine">, active: readonly PathRecord[]): CandidateGraph {
  const columns = cell.nodes + 1;
  const at = (i: number) => (cell.inputs.length < 2 ? 0.5 : HIGH + ((LOW - HIGH) * i) / (cell.inputs.length - 1));
  const inputs = cell.inputs.map((_, i) => ({ id: `in${i}`, label: `in ${i + 1}`, x: 0, y: at(i) }));
  const nodes = Array.from({ length: cell.nodes }, (_, i) => ({
    id: `n${i}`, label: String(i + 1), x: (i + 1) / columns, y: i % 2 ? LOW : HIGH,
  }));
  const out = { id: "out", label: "out", x: 1, y: 0.5 };
  const byId = new Map<string, Vertex>([...inputs, ...nodes].map((vertex) => [vertex.id, vertex]));
  const read = new Set(active.map((path) => path.source));
  const ends = { all: nodes, last: nodes.slice(-1), loose_ends: nodes.filter((node) => !read.has(node.id)) }[cell.combine];
  const arcs = active.flatMap((path, i): Arc[] => {
    const [from, to] = [byId.get(path.source), byId.get(path.target)];
    if (!from || !to || path.operation === NONE) return [];
    const beside = active.slice(0, i).filter((other) => other.source === path.source && other.target === path.target);
    const first = bowOf(from, to, columns);
    const bow = first + (first > 0 ? -BESIDE : BESIDE) * beside.length;
    return [{ path: path.id, from, to, operation: path.operation, bow }];
  });
  const joined = ends.map((from): Arc => ({ path: null, from, to: out, operation: null, bow: 0 }));
  return { vertices: [...byId.values(), out], arcs: [...joined, ...arcs] };
}

const BOW = 0.4;
/** How far a second line between the same two vertices keeps from the first, inwards, where there is room. */
const BESIDE = 0.22;

/** A line between two vertices of one height would run through what lies between them. */
function bowOf(from: Vertex, to: Vertex, columns: number): number {
  const passes = from.y === to.y && (to.x - from.x) * columns > 1.5;
  return passes ? (from.y < 0.5 ? -BOW : BOW) : 0;
}
