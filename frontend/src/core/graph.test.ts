import type { CellRecord, PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { cellGraph, type Box } from "./graphCell";
import { miniStuds } from "./graphMini";
import { OPEN_BY_DEFAULT, openCells, toggledOpen } from "./graphOpen";
import { ROW_PAD, ROW_ZOOM, rowMeasures, rowWidth, zoomToFit } from "./graphRow";
import { blockSize, templateGraph } from "./graphTemplate";

const OPERATIONS = ["a", "b", "c", "d", "e", "f"];

const path = (id: string, source: string, target: string, operation: string): PathRecord => ({
  id, cell: "c0", source, target, slot: 0, operation, parameters: {}, weight: null, state: "available", trained: true, trained_epochs: 1,
});

function full(inputs: number, nodes: number, operations: readonly string[]): PathRecord[] {
  const sources = (node: number) => [...Array.from({ length: inputs }, (_, i) => `in${i}`), ...Array.from({ length: node }, (_, i) => `n${i}`)];
  return Array.from({ length: nodes }, (_, node) => node).flatMap((node) =>
    sources(node).flatMap((source) => operations.map((operation) => path(`${source}-n${node}-${operation}`, source, `n${node}`, operation))),
  );
}

const shape = (inputs: number, nodes: number, operations = OPERATIONS) => ({
  nodes, inputs: Array.from({ length: inputs }, () => "image"), operations, combine: "all" as const,
});

const apart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe("a cell as a graph", () => {
  it.each([[2, 4, 6], [1, 1, 1], [3, 5, 5], [2, 12, 6], [4, 2, 7], [0, 1, 3]])("keeps all apart with %i inputs, %i nodes and %i operations", (inputs, nodes, count) => {
    const operations = "abcdefg".slice(0, count).split("");
    const graph = cellGraph(shape(inputs, nodes, operations), full(inputs, nodes, operations));
    const boxes = [...graph.vertices, ...graph.wires.map(({ plate }) => plate)];
    boxes.forEach((one, i) => boxes.slice(i + 1).forEach((other) => expect(apart(one, other)).toBe(true)));
    for (const box of boxes) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(graph.width);
      expect(box.y + box.height).toBeLessThanOrEqual(graph.height);
    }
  });

  it("has columns in order: inputs, each node right of what it reads, the output", () => {
    const { vertices, wires } = cellGraph(shape(2, 4), full(2, 4, OPERATIONS));
    const x = Object.fromEntries(vertices.map((vertex) => [vertex.id, vertex.x]));
    for (const { edge } of wires) expect(x[edge.source]).toBeLessThan(x[edge.target]!);
    expect(Math.max(...Object.values(x))).toBe(x.out);
  });

  it("puts every path on its edge as a stud that is large enough to press, within its plate", () => {
    const { wires } = cellGraph(shape(2, 4), full(2, 4, OPERATIONS));
    const studs = wires.flatMap((wire) => wire.studs.map((stud) => ({ stud, wire })));
    expect(studs).toHaveLength(84);
    for (const { stud, wire } of studs) {
      expect([stud.path.source, stud.path.target]).toEqual([wire.edge.source, wire.edge.target]);
      expect(Math.min(stud.width, stud.height)).toBeGreaterThanOrEqual(24);
      expect(apart(stud, wire.plate)).toBe(false);
    }
  });

  it("says of a node's way to the output whether every candidate has it", () => {
    const loose = cellGraph({ ...shape(2, 2), combine: "loose_ends" }, []);
    expect(loose.outputs.map(({ sure }) => sure)).toEqual([false, false]);
    expect(cellGraph(shape(2, 2), []).outputs.every(({ sure }) => sure)).toBe(true);
  });

  it("leads only the last node to the output where a cell puts out no other", () => {
    const { outputs } = cellGraph({ ...shape(1, 3), combine: "last" }, []);
    expect(outputs.map(({ key, sure }) => [key, sure])).toEqual([["n2", true]]);
  });
});

const cell = (id: string, position: number, inputs: string[]): CellRecord => ({
  id, kind: "normal", nodes: 4, inputs, tied_to: null, combine: "all", adapters: true, position, operations: OPERATIONS,
  choice: { type: "per_node", minimum: 2, maximum: 2 },
});
const row = [cell("c0", 0, ["image", "image"]), cell("c1", 1, ["image", "c0"]), cell("c2", 2, ["c0", "c1"])];
const measures = { gap: 30, rise: 10, end: { width: 60, height: 40 }, sizeOf: (each: CellRecord) => blockSize(100, 60, each.inputs.length) };

describe("the template as a row", () => {
  const graph = templateGraph(row, measures);

  it("joins each cell with what it reads, and the last with the classifier", () => {
    expect(graph.joins.map(({ from, to }) => [from, to])).toEqual([
      ["image", "c0"], ["image", "c0"], ["image", "c1"], ["c0", "c1"], ["c0", "c2"], ["c1", "c2"], ["c2", "classifier"],
    ]);
  });

  it("leads a line that skips a cell above it, and no other", () => {
    expect(graph.joins.filter(({ skips }) => skips).map(({ from, to }) => [from, to])).toEqual([["image", "c1"], ["c0", "c2"]]);
    expect(graph.y).toBe(-30 - 10);
    expect(graph.joins[4]?.line).toContain(` ${-40}H`);
  });

  it("never lets cells overlap, open ones neither, and counts them all in its width", () => {
    const sizeOf = (each: CellRecord) => blockSize(each.id === "c1" ? 900 : 100, each.id === "c1" ? 500 : 60, 2);
    const open = templateGraph(row, { ...measures, sizeOf });
    const blocks = [...open.places, ...open.ends];
    blocks.forEach((one, i) => blocks.slice(i + 1).forEach((other) => expect(apart(one, other)).toBe(true)));
    expect(open.width).toBe(60 + 30 + 100 + 30 + 900 + 30 + 100 + 30 + 60);
  });

  it("has a block for each input of the template", () => {
    const two = templateGraph([cell("c0", 0, ["image", "text"])], measures);
    expect(two.ends.map(({ label }) => label)).toEqual(["image", "text", "classifier"]);
    expect(templateGraph([], measures).joins).toEqual([]);
  });
});

describe("very small bricks", () => {
  it("stay within their picture and apart", () => {
    const studs = miniStuds(row[0]!, full(2, 4, OPERATIONS), 112, 38);
    expect(studs).toHaveLength(84);
    for (const stud of studs) expect(stud.x + stud.width <= 112 && stud.y + stud.height <= 38).toBe(true);
    studs.forEach((one, i) => studs.slice(i + 1).forEach((other) => expect(apart(one, other)).toBe(true)));
  });
});

describe("open cells", () => {
  it("are the chosen one, all, none or those of a list, without what is gone", () => {
    expect([...openCells(OPEN_BY_DEFAULT, row, "c1")]).toEqual(["c1"]);
    expect(openCells("all", row, "c1").size).toBe(3);
    expect(openCells("none", row, "c1").size).toBe(0);
    expect([...openCells("c2.c9", row, "c1")]).toEqual(["c2"]);
  });

  it("are held in the shortest words", () => {
    expect(toggledOpen(new Set(["c1"]), "c0", row)).toBe("c0.c1");
    expect(toggledOpen(new Set(["c0", "c1"]), "c2", row)).toBe("all");
    expect(toggledOpen(new Set(["c1"]), "c1", row)).toBe("none");
  });
});

describe("the zoom of the row", () => {
  it.each([[3, 764], [5, 764], [20, 764], [20, 1100], [60, 764]])("brings %i cells into %i pixels", (cells, width) => {
    const zoom = zoomToFit(cells, width);
    expect(rowWidth(cells, zoom)).toBeLessThanOrEqual(Math.max(width, rowWidth(cells, ROW_ZOOM.least)));
    const measured = templateGraph(Array.from({ length: cells }, (_, i) => cell(`c${i}`, i, ["image"])), rowMeasures(zoom));
    expect(measured.width + 2 * ROW_PAD).toBeCloseTo(rowWidth(cells, zoom));
  });

  it("leaves twenty cells wide enough for their numbers", () => {
    expect(128 * zoomToFit(20, 764)).toBeGreaterThan(20);
  });
});
