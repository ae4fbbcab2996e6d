import type { PathRecord } from "@schema";
import { expect, test } from "vitest";
import { boundProblem, fitting } from "./constraints";
import { bestCandidates, childrenOf, differenceOf } from "./comparison";
import { parameterProblem, parametersAmong } from "./parameters";

const operation = (id: string, properties: object) => ({ id, name: id, description: "", parameters: { properties }, family: "convolution", short: "x" });
const OPERATIONS = [
  operation("conv", { kernel: { type: "integer", enum: [3, 5], default: 3 }, dilation: { type: "integer", enum: [1, 2], default: 1 } }),
  operation("pool", { kernel: { type: "integer", enum: [3, 5], default: 3 } }),
  operation("skip", {}),
];
const path = (id: string, kind: string, parameters: PathRecord["parameters"]) => ({ id, operation: kind, parameters }) as PathRecord;

test("paths have the parameters of their operations in common, a differing value is none", () => {
  const found = parametersAmong([path("p0", "conv", { kernel: 5 }), path("p1", "pool", { kernel: 5 }), path("p2", "conv", { kernel: 5, dilation: 2 }), path("p3", "skip", {})], OPERATIONS);
  expect(found.map(({ name, value, paths }) => [name, value, paths])).toEqual([
    ["kernel", 5, ["p0", "p1", "p2"]],
    ["dilation", undefined, ["p0", "p2"]],
  ]);
});

test("a number out of its schema's limits says which they are", () => {
  const schema = { type: "integer", minimum: 1, maximum: 9 };
  expect(parameterProblem("heads", schema, 4)).toBe("");
  expect(parameterProblem("heads", schema, 4.5)).toBe("heads must be a whole number, at least 1, at most 9");
  expect(parameterProblem("dropout", { type: "number", exclusiveMaximum: 1 }, 1)).toBe("dropout must be a number below 1");
  expect(parameterProblem("heads", schema, NaN)).not.toBe("");
});

const candidate = (accuracy: number | null, change: object = {}) => ({
  paths: ["p0"], iteration: 1, origin: "initial" as const, parents: [], objectives: accuracy === null ? {} : { accuracy, parameters: 100 * accuracy, madds: 10 },
  evaluated: accuracy !== null, feasible: true, weights: 2, ...change,
});

test("bounds count the candidates whose size is known", () => {
  const all = { a: candidate(0.5), b: candidate(0.9), c: candidate(null) };
  expect(fitting(all, { parameters: "60", madds: "" })).toEqual({ fit: 1, known: 2 });
  expect(fitting(all, { parameters: "", madds: "" })).toEqual({ fit: 2, known: 2 });
  expect(boundProblem("parameters", "-3")).toContain("above 0");
  expect(boundProblem("parameters", "1e6")).toBe("");
});

test("the best are feasible and measured with the current weights", () => {
  const all = { a: candidate(0.5), b: candidate(0.9), c: candidate(0.95, { feasible: false }), d: candidate(0.97, { weights: 1 }), e: candidate(null), f: candidate(0.7) };
  const study = { objective: { name: "accuracy", direction: "maximize" as const }, weights: 2 };
  expect(bestCandidates(all, study, 2)).toEqual(["b", "f"]);
});

test("two candidates: what they share and what only one has; children know their parents", () => {
  const [first, second] = [candidate(0.5, { paths: ["p0", "p1", "p2"] }), candidate(0.6, { paths: ["p1", "p2", "p7"], parents: ["x"] })];
  expect(differenceOf(first, second)).toEqual({ shared: ["p1", "p2"], first: ["p0"], second: ["p7"] });
  expect(childrenOf({ x: first, y: second }).get("x")).toEqual(["y"]);
});
