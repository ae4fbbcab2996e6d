import type { CellRecord, PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { archOf } from "./archStrings";

const cell = (id: string, changes: Partial<CellRecord> = {}): CellRecord => ({
  id, kind: "normal", nodes: 3, inputs: ["image"], tied_to: null, combine: "last", adapters: false, position: 0, operations: [],
  choice: { type: "per_edge" }, ...changes,
});
const path = (id: string, owner: string, source: string, target: string, operation: string): PathRecord => ({
  id, cell: owner, source, target, operation, slot: 0, parameters: {}, weight: null, state: "available", trained: false, trained_epochs: 0,
});
const keyed = <T extends { readonly id: string }>(items: readonly T[]): Record<string, T> => Object.fromEntries(items.map((item) => [item.id, item]));

const CELLS = keyed([cell("c0"), cell("c1", { kind: "reduction", nodes: 1, inputs: ["c0"] }), cell("c2", { inputs: ["c1"], tied_to: "c0" })]);
const PATHS = keyed([
  path("p0", "c0", "in0", "n0", "nor_conv_3x3"), path("p1", "c0", "in0", "n1", "none"), path("p2", "c0", "n0", "n1", "skip_connect"),
  path("p3", "c0", "in0", "n2", "plain_avg_pool_3x3"), path("p4", "c0", "n0", "n2", "nor_conv_1x1"), path("p5", "c0", "n1", "n2", "nor_conv_3x3"),
  path("p6", "c0", "in0", "n0", "none"), path("p7", "c1", "in0", "n0", "nor_conv_3x3"),
]);
const ARCH = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|nor_conv_3x3~2|";

describe("the string of a cell of NAS-Bench-201", () => {
  it("says what stands on each edge, by the benchmark's names and in its order", () => {
    expect(archOf({ cells: CELLS, paths: PATHS }, ["p7", "p5", "p4", "p3", "p2", "p1", "p0"])).toBe(ARCH);
  });

  it("is not there for a candidate of which a path is gone", () => {
    expect(archOf({ cells: CELLS, paths: PATHS }, ["p0", "p1", "p2", "p3", "p4", "p9"])).toBeNull();
    expect(archOf({ cells: CELLS, paths: PATHS }, ["p0", "p1", "p2", "p3", "p4"])).toBeNull();
  });

  it.each<[string, Record<string, CellRecord>]>([
    ["cells are chosen apart", { ...CELLS, c3: cell("c3", { inputs: ["c2"] }) }],
    ["nodes choose among edges", { ...CELLS, c0: cell("c0", { choice: { type: "per_node", minimum: 2, maximum: 2 } }) }],
    ["all nodes are put out", { ...CELLS, c0: cell("c0", { combine: "all" }) }],
  ])("is not there where %s", (_, cells) => {
    expect(archOf({ cells, paths: PATHS }, Object.keys(PATHS))).toBeNull();
  });
});
