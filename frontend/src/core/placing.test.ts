import type { CellRecord, PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { boardOf } from "./board";
import { accepts, placeName, placing, type Target } from "./placing";

const cell: CellRecord = {
  id: "c1", kind: "normal", nodes: 2, inputs: ["image"], tied_to: "c0", combine: "all", adapters: true, position: 1, operations: ["conv", "skip"],
  choice: { type: "per_edge" },
};
const path = (id: string, source: string, target: string, operation: string, state: PathRecord["state"]): PathRecord => ({
  id, cell: "c0", source, target, slot: 0, operation, parameters: {}, weight: null, state, trained: true, trained_epochs: 1,
});
const { edges } = boardOf(cell, [path("p0", "in0", "n0", "conv", "available"), path("p1", "in0", "n1", "conv", "removed")]);
const gap = (position: number): Target => ({ kind: "gap", position, nodes: 3 });
const conv = { kind: "operation", operation: "conv" } as const;

describe("an operation", () => {
  it("comes on to the edge, on to every edge into a node, or on to every edge of a cell, where it is not yet", () => {
    const into = edges.filter((edge) => edge.target === "n1");
    expect(placing({ kind: "edge", cell, edge: edges[0]! }, conv)).toBeNull();
    expect(placing({ kind: "node", cell, node: "n1", edges: into }, conv)).toEqual({
      type: "add_paths", paths: ["p1", { cell: "c0", source: "n0", target: "n1", operation: "conv" }],
    });
    expect(placing({ kind: "cell", cell, edges }, { kind: "operation", operation: "skip" })).toMatchObject({ paths: { length: 3 } });
  });

  it("has no place between cells", () => expect(accepts(gap(0), conv)).toBe(false));
});

describe("a node and a cell", () => {
  it("make a cell larger, and the row longer", () => {
    expect(placing({ kind: "cell", cell, edges }, { kind: "node" })).toEqual({ type: "set_cell_nodes", cell: "c1", nodes: 3 });
    expect(placing({ kind: "board", cell }, { kind: "node" })).toEqual({ type: "set_cell_nodes", cell: "c1", nodes: 3 });
    expect(accepts({ kind: "board", cell }, conv)).toBe(false);
    expect(placing(gap(2), { kind: "cell", cell: "reduction" })).toEqual({ type: "add_cell", kind: "reduction", position: 2, nodes: 3 });
    expect(accepts({ kind: "edge", cell, edge: edges[0]! }, { kind: "node" })).toBe(false);
    expect(accepts({ kind: "cell", cell: { ...cell, kind: "settings" }, edges: [] }, { kind: "node" })).toBe(false);
  });

  it("a moved cell ends where the mark was, and finds no place beside itself", () => {
    const moved = { kind: "move", cell: "c1", position: 1 } as const;
    expect([0, 1, 2, 3].map((position) => accepts(gap(position), moved))).toEqual([true, false, false, true]);
    expect(placing(gap(0), moved)).toEqual({ type: "move_cell", cell: "c1", position: 0 });
    expect(placing(gap(3), moved)).toEqual({ type: "move_cell", cell: "c1", position: 2 });
  });

  it("places have names that count from 1", () => {
    expect(placeName(gap(2))).toBe("as cell 3");
    expect(placeName({ kind: "edge", cell, edge: edges[0]! })).toBe("input 1 → node 1, normal cell 2");
    expect(placeName({ kind: "node", cell, node: "n1", edges })).toBe("every edge into node 2, normal cell 2");
    expect(placeName({ kind: "board", cell })).toBe("as node 3, normal cell 2");
  });
});
