import type { CandidateRecord, RunRecord } from "@schema";
import { expect, test } from "vitest";
import { chosenColumns, columnsFor, objectivesPresent, usualColumns, type Entry } from "./tableColumns";
import { candidatesCsv, datedFile } from "./tableCsv";
import { between, filtered, finalRuns, isIdPrefix, orderOf, orderWords, sorted, turned, type Filters } from "./tableRows";

const candidate = (change: Partial<CandidateRecord>): CandidateRecord => ({
  paths: ["p0"], iteration: null, origin: "sample", parents: [], objectives: {}, evaluated: false, feasible: true, weights: null, ...change,
});
const measured = (accuracy: number, parameters: number, iteration: number) =>
  candidate({ evaluated: true, weights: 1, iteration, origin: "initial", objectives: { accuracy, parameters } });

const CANDIDATES = {
  aaaa: measured(0.8, 2000, 1), bbbb: candidate({}), cccc: measured(0.9, 1000, 2), dddd: measured(0.8, 3000, 2),
};
const OBJECTIVES = [
  { id: "accuracy", name: "Accuracy", description: "Share of validation images told right.", parameters: {} },
  { id: "parameters", name: "Parameters", description: "Trainable numbers.", parameters: {} },
];
const ALL: Filters = { only: "all", origin: null, among: null, prefix: "" };
const NOBODY = new Set<string>();
const NO_RUNS = new Map<string, RunRecord>();
const entryOf = (id: string): Entry => ({ id, candidate: CANDIDATES[id as keyof typeof CANDIDATES], final: null, weights: 1 });
const columns = columnsFor(OBJECTIVES, objectivesPresent(CANDIDATES));
const column = (id: string) => columns.find((each) => each.id === id)!;

test("filters narrow together, and keep the order of the records", () => {
  expect(filtered(CANDIDATES, ALL, NOBODY, NO_RUNS)).toEqual(["aaaa", "bbbb", "cccc", "dddd"]);
  expect(filtered(CANDIDATES, { ...ALL, only: "evaluated" }, NOBODY, NO_RUNS)).toEqual(["aaaa", "cccc", "dddd"]);
  expect(filtered(CANDIDATES, { ...ALL, only: "selected", origin: "initial" }, new Set(["bbbb", "dddd"]), NO_RUNS)).toEqual(["dddd"]);
  expect(filtered(CANDIDATES, { ...ALL, among: new Set(["bbbb", "cccc"]), prefix: "c" }, NOBODY, NO_RUNS)).toEqual(["cccc"]);
});

test("what has no value comes last either way, and of equals the smaller id first", () => {
  const ids = Object.keys(CANDIDATES).reverse();
  expect(sorted(ids, entryOf, column("accuracy"), "down")).toEqual(["cccc", "aaaa", "dddd", "bbbb"]);
  expect(sorted(ids, entryOf, column("accuracy"), "up")).toEqual(["aaaa", "dddd", "cccc", "bbbb"]);
  expect(sorted(ids, entryOf, column("origin"), "up")).toEqual(["aaaa", "cccc", "dddd", "bbbb"]);
});

test("10,000 rows are sorted in far less than 100 ms", () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i.toString(16).padStart(12, "a"), measured((i * 7919) % 1000, i, 1)]));
  const entry = (id: string): Entry => ({ id, candidate: many[id]!, final: null, weights: 1 });
  const began = performance.now();
  const order = sorted(Object.keys(many), entry, column("accuracy"), "down");
  expect(performance.now() - began).toBeLessThan(100);
  expect(order.slice(1).every((id, i) => many[order[i]!]!.objectives.accuracy! >= many[id]!.objectives.accuracy!)).toBe(true);
});

test("a first click gives the order that people look for, a second the other", () => {
  const first = turned({ column: "iteration", direction: "up" }, column("accuracy"));
  expect(first).toEqual({ column: "accuracy", direction: "down" });
  expect(turned(first, column("accuracy"))).toEqual({ column: "accuracy", direction: "up" });
  expect(turned(first, column("parameters"))).toEqual({ column: "parameters", direction: "up" });
  expect(orderOf(orderWords(first))).toEqual(first);
});

test("a range is what lies between as it is shown, in either direction", () => {
  expect(between(["c", "a", "d", "b"], "a", "b")).toEqual(["a", "d", "b"]);
  expect(between(["c", "a", "d", "b"], "b", "a")).toEqual(["a", "d", "b"]);
  expect(between(["c", "a"], "gone", "a")).toEqual(["a"]);
});

test("digits are the beginning of an id, words are a query", () => {
  expect(isIdPrefix("80")).toBe(true);
  expect(isIdPrefix("accuracy > 0.9")).toBe(false);
});

test("an objective that the catalogue does not know has a column as well", () => {
  expect(columnsFor(OBJECTIVES, "accuracy latency").map(({ id }) => id).slice(0, 4)).toEqual(["candidate", "accuracy", "parameters", "latency"]);
  expect(chosenColumns(columns, "iteration").map(({ id }) => id)).toEqual(["candidate", "iteration"]);
  expect(chosenColumns(columns, usualColumns("accuracy")).map(({ id }) => id)).toEqual(["candidate", "accuracy", "parameters", "iteration", "origin", "test"]);
});

test("words of a row: what is absent is a dash, older weights say so", () => {
  const row = (weights: number): Entry => ({ ...entryOf("aaaa"), weights });
  expect(column("accuracy").text(entryOf("bbbb"))).toBe("–");
  expect(column("weights").text(row(1))).toBe("v1");
  expect(column("weights").text(row(2))).toBe("v1, old");
});

test("the latest finished run counts as a candidate's final one", () => {
  const run = (state: RunRecord["state"], accuracy: number): RunRecord =>
    ({ purpose: "final", state, candidate: "aaaa", metrics: { test_accuracy: accuracy } }) as unknown as RunRecord;
  const finals = finalRuns({ r1: run("done", 0.9), r2: run("done", 0.95), r3: run("cancelled", 0) });
  expect(column("test").value({ ...entryOf("aaaa"), final: finals.get("aaaa")! })).toBe(0.95);
});

test("a file has whole ids and values as they are", () => {
  const [head, row] = candidatesCsv(columns, [entryOf("cccc")]).split("\r\n");
  expect(head).toBe("candidate,accuracy,parameters,iteration,origin,parents,weights,paths,feasible,test");
  expect(row).toBe("cccc,0.9,1000,2,first population,,1,1,yes,");
  expect(datedFile(["My study", "candidates"], new Date("2026-11-24T10:00:00Z"), "csv")).toBe("my-study-candidates-2026-11-24.csv");
});
