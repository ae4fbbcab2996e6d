import type { PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { boardOf, emptyCorner, opacities, PALEST, WITHOUT_SCORE } from "./board";
import { candidateGraph } from "./candidateGraph";
import { additionOf, additionsTo, offersFor } from "./steering";

const path = (id: string, source: string, target: string, operation: string, state: PathRecord["state"] = "available"): PathRecord => ({
  id, cell: "c0", source, target, slot: 0, operation, parameters: {}, weight: null, state, trained: true, trained_epochs: 1,
});
const cell = { nodes: 4, inputs: ["image", "image"], operations: ["conv", "skip"], combine: "all" as const };

describe("a board", () => {
  it("has a plate for every edge, also where no path is left", () => {
    const board = boardOf(cell, []);
    expect(board.sources).toEqual(["in0", "in1", "n0", "n1", "n2"]);
    expect(board.targets).toEqual(["n0", "n1", "n2", "n3"]);
    expect(board.edges).toHaveLength(2 + 3 + 4 + 5);
    expect(board.edges.every((edge) => edge.row < 2 + edge.column)).toBe(true);
  });

  it("lays an edge's bricks in the order in which the cell offers operations", () => {
    const board = boardOf(cell, [path("p1", "in1", "n2", "skip"), path("p0", "in1", "n2", "conv")]);
    const edge = board.edges.find((each) => each.paths.length > 0);
    expect(edge).toMatchObject({ source: "in1", target: "n2", row: 1, column: 2 });
    expect(edge?.paths.map((each) => each.id)).toEqual(["p0", "p1"]);
  });

  it.each([4, 5, 6, 9, 12])("keeps the corner for the picture free of plates with %i nodes", (nodes) => {
    const corner = emptyCorner({ ...cell, nodes });
    const { edges } = boardOf({ ...cell, nodes }, []);
    expect(edges.filter((edge) => corner && edge.row >= corner.row && edge.column < corner.columns)).toEqual([]);
  });
});

describe("the opacity of a brick", () => {
  const paths = { p0: path("p0", "in0", "n0", "conv"), p1: path("p1", "in1", "n0", "conv"), p2: path("p2", "in1", "n1", "conv") };
  const scores = {
    "0": { iteration: 0, weights: 1, alpha: 0.5, paths: ["p0", "p1"], score: [0.8, 0.2], frequency: [1, 1], advantage: [null, null], stderr: [null, null] },
  };

  it("is its score against the best of its cell", () => {
    const opacity = opacities({ paths, scores });
    expect(opacity.get("p0")).toBe(1);
    expect(opacity.get("p1")).toBeCloseTo(PALEST + (1 - PALEST) / 4);
  });

  it("is the same for all that have no score", () => {
    expect(opacities({ paths, scores }).get("p2")).toBe(WITHOUT_SCORE);
    expect(new Set(opacities({ paths, scores: {} }).values())).toEqual(new Set([WITHOUT_SCORE]));
  });
});

describe("the graph of a candidate", () => {
  it("joins every node to the output, only those that nothing reads, or only the last", () => {
    const active = [path("a", "in0", "n0", "conv"), path("b", "n0", "n1", "skip")];
    const joined = (combine: "all" | "loose_ends" | "last") =>
      candidateGraph({ nodes: 2, inputs: ["image"], combine }, active).arcs.filter((arc) => arc.path === null).map((arc) => arc.from.id);
    expect(joined("all")).toEqual(["n0", "n1"]);
    expect(joined("loose_ends")).toEqual(["n1"]);
    expect(joined("last")).toEqual(["n1"]);
  });

  it("draws no line where there is no connection", () => {
    const { arcs } = candidateGraph(cell, [path("a", "in0", "n0", "none"), path("b", "in0", "n1", "conv")]);
    expect(arcs.flatMap((arc) => arc.path ?? [])).toEqual(["b"]);
  });

  it("keeps two operations on one edge apart", () => {
    const { arcs } = candidateGraph(cell, [path("one", "in0", "n0", "conv"), path("two", "in0", "n0", "skip")]);
    const bows = arcs.filter((arc) => arc.path !== null).map((arc) => arc.bow);
    expect(new Set(bows).size).toBe(2);
  });

  it("keeps every line within the picture", () => {
    const twice = ["in0", "in1"].flatMap((source) => ["n2", "n3"].flatMap((target) => ["conv", "skip"].map((operation) => path(`${source}${target}${operation}`, source, target, operation))));
    for (const { from, to, bow } of candidateGraph(cell, twice).arcs) {
      const middle = (from.y + to.y) / 2 + 0.75 * bow;
      expect(middle).toBeGreaterThan(-0.01);
      expect(middle).toBeLessThan(1.01);
    }
  });

  it("leads a line past the nodes that lie at its own height", () => {
    const { arcs } = candidateGraph(cell, [path("near", "in0", "n0", "conv"), path("far", "in0", "n2", "conv")]);
    expect(arcs.find((arc) => arc.path === "near")?.bow).toBe(0);
    expect(arcs.find((arc) => arc.path === "far")?.bow).toBeLessThan(0);
  });
});

describe("steering", () => {
  const paths = { p0: path("p0", "in0", "n0", "conv"), p1: path("p1", "in0", "n0", "skip", "removed"), p2: path("p2", "in1", "n0", "conv", "fixed") };
  const edge = { source: "in0", target: "n0", row: 0, column: 0, paths: [paths.p0, paths.p1] };

  it("brings a removed path back by its id and adds what was never there", () => {
    expect(additionOf(edge, "c0", "skip")).toBe("p1");
    expect(additionOf(edge, "c0", "pool")).toEqual({ cell: "c0", source: "in0", target: "n0", operation: "pool" });
    expect(additionOf(edge, "c0", "conv")).toBeNull();
  });

  it("lists for an edge the operations that it does not offer now", () => {
    expect(additionsTo(edge, "c0", ["conv", "skip", "pool"])).toEqual([
      { operation: "skip", path: "p1", back: true },
      { operation: "pool", path: { cell: "c0", source: "in0", target: "n0", operation: "pool" }, back: false },
    ]);
  });

  it("offers each command only for the paths that it changes", () => {
    const offers = offersFor(["p0", "p1", "p2", "gone"], paths).map(({ command }) => [command.type, command.paths]);
    expect(offers).toEqual([
      ["remove_paths", ["p0", "p2"]],
      ["fix_paths", ["p0"]],
      ["release_paths", ["p2"]],
      ["add_paths", ["p1"]],
    ]);
  });
});
