import type { OperationEntry, PathRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { cellName, operationName, pathName, pathNames, vertexName } from "./names";
import { ago, large, whole } from "./words";

const integer = (value: number) => ({ type: "integer", default: value });
const operations: readonly OperationEntry[] = [
  {
    id: "sep_conv_3x3", name: "3x3 separable convolution", description: "", family: "convolution", short: "s3",
    parameters: { properties: { kernel: integer(3), dilation: integer(1) } },
  },
  {
    id: "conv_1x3_3x1", name: "1x3 then 3x1 convolution", description: "", family: "convolution", short: "13",
    parameters: { properties: { kernel: integer(3) } },
  },
];
const path = (parameters: PathRecord["parameters"], operation = "sep_conv_3x3", slot = 0): PathRecord => ({
  id: "p0", cell: "c0", source: "in0", target: "n1", slot, operation, parameters, weight: null, state: "available",
  trained: false, trained_epochs: 0,
});

describe("names", () => {
  it("count from 1", () => {
    expect(vertexName("in0")).toBe("input 1");
    expect(vertexName("n2")).toBe("node 3");
    expect(cellName({ kind: "reduction", position: 1 })).toBe("reduction cell 2");
  });

  it("of a path say operation, cell and edge", () => {
    expect(pathName(path({ kernel: 3, dilation: 1 }), 0, operations)).toBe("3x3 separable convolution, cell 1, input 1 to node 2");
    expect(pathName(path({}, "sep_conv_3x3", 1), 0, operations)).toBe("3x3 separable convolution, cell 1, input 1 to node 2, slot 2");
  });

  it("of an operation tell the kernel and dilation that it really has", () => {
    expect(operationName(path({ kernel: 7, dilation: 2 }), operations)).toBe("7x7 separable convolution, dilation 2");
    expect(operationName(path({ kernel: 5 }, "conv_1x3_3x1"), operations)).toBe("1x5 then 5x1 convolution");
    expect(operationName(path({ width: 0.5 }, "setting"), operations)).toBe("width 0.5");
  });

  it("follow a cell that moves", () => {
    const cell = (position: number) => ({ c0: { id: "c0", kind: "normal" as const, nodes: 4, inputs: [], tied_to: null, combine: "all" as const, adapters: true, choice: { type: "per_edge" as const }, operations: [], position } });
    const paths = { p0: path({}) };
    expect(pathNames({ paths, cells: cell(0) }, operations).get("p0")).toContain("cell 1");
    expect(pathNames({ paths, cells: cell(2) }, operations).get("p0")).toContain("cell 3");
  });
});

describe("numbers", () => {
  it("read as people read them", () => {
    expect(whole(41250)).toBe("41,250");
    expect(large(3_912_000)).toBe("3.9 M");
    expect(large(1.25e9)).toBe("1.3 G");
    expect(large(812)).toBe("812");
  });

  it("tell how long ago something was", () => {
    const now = Date.parse("2026-01-02T12:00:00Z");
    expect(ago("2026-01-02T11:59:40Z", now)).toBe("now");
    expect(ago("2026-01-02T11:18:00Z", now)).toBe("42 min");
    expect(ago("2026-01-02T09:00:00Z", now)).toBe("3 h");
    expect(ago("2025-12-30T12:00:00Z", now)).toBe("3 d");
  });
});
