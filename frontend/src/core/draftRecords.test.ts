import type { Cell, Path, Template } from "@schema";
import { describe, expect, it } from "vitest";
import { draftRecords } from "./draftRecords";

const cell = (id: string): Cell => ({
  id, kind: "normal", nodes: 1, inputs: ["image", "image"], tied_to: null, combine: "all", adapters: true,
  choice: { type: "per_node", minimum: 1, maximum: 2 }, operations: ["skip_connect"],
});
const path = (id: string, kernel = 3): Path => ({
  id, cell: "c0", source: "in0", target: "n0", slot: 0, operation: "max_pool_3x3", parameters: { kernel }, weight: null,
});
const template = (cells: Cell[], paths: Path[]): Template => ({
  id: "t1", name: "Mine", inputs: [{ name: "image", shape: [1, 8, 8] }], channels: 8, next_cell: 9, next_path: 9, cells, paths,
  outputs: [{ name: "label", task: "classification", loss: "cross_entropy", metric: "accuracy", classes: 10, reads: null, normalised: false }],
});

describe("draftRecords", () => {
  it("numbers the cells of the row and makes every path available", () => {
    const records = draftRecords(template([cell("c1"), cell("c0")], [path("p4")]));
    expect(Object.values(records.cells).map(({ id, position }) => [id, position])).toEqual([["c1", 0], ["c0", 1]]);
    expect(records.paths.p4).toMatchObject({ state: "available", trained: false, operation: "max_pool_3x3" });
    expect(records.candidates).toEqual({});
  });
  it("keeps what an edit did not change", () => {
    const before = draftRecords(template([cell("c0")], [path("p0"), path("p1")]));
    const after = draftRecords(template([cell("c0")], [path("p0"), path("p1", 5)]), before);
    expect(after.cells).toBe(before.cells);
    expect(after.paths.p0).toBe(before.paths.p0);
    expect(after.paths.p1).not.toBe(before.paths.p1);
  });
  it("loses what an edit dropped", () => {
    const before = draftRecords(template([cell("c0")], [path("p0"), path("p1")]));
    expect(Object.keys(draftRecords(template([cell("c0")], [path("p0")]), before).paths)).toEqual(["p0"]);
  });
});
