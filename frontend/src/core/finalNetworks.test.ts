import type { RunRecord } from "@schema";
import { expect, test } from "vitest";
import { comparableRuns, intervalsExtent, networkName, overlap, rowShares, verdicts, type Network } from "./finalNetworks";

const run = (candidate: string | null, test?: readonly [value: number, low: number, high: number], purpose: RunRecord["purpose"] = "final"): RunRecord => ({
  purpose, state: test ? "done" : "running", candidate, initial: "scratch", epochs: 4, seed: 1, weights: null, ended_at: null, confusion: [], artifacts: {},
  metrics: test ? { test_accuracy: test[0], test_accuracy_low: test[1], test_accuracy_high: test[2] } : {},
});

const network = (id: string, ...rest: Parameters<typeof run>): Network => ({ id, run: run(...rest) });

test("only final networks and baselines are compared", () => {
  const runs = { r0: run(null, undefined, "template"), r1: run("a"), r2: run(null, [0.9, 0.8, 0.95], "baseline"), r3: run("b", undefined, "ranking") };
  expect(comparableRuns(runs).map(({ id }) => id)).toEqual(["r1", "r2"]);
});

test("intervals that touch overlap", () => {
  const [low, high] = [{ value: 0.85, low: 0.8, high: 0.9 }, { value: 0.95, low: 0.9, high: 1 }];
  expect(overlap(low, high)).toBe(true);
  expect(overlap(high, low)).toBe(true);
  expect(overlap(low, { ...high, low: 0.901 })).toBe(false);
});

test("each network is set beside the best one; one without a result has no verdict", () => {
  const all = [network("r1", "a", [0.9, 0.87, 0.93]), network("r2", "b", [0.95, 0.92, 0.97]), network("r3", "c", [0.8, 0.76, 0.84]), network("r4", "d")];
  expect([...verdicts(all)]).toEqual([["r1", "not told apart"], ["r2", "best"], ["r3", "worse"]]);
  expect([...verdicts([])]).toEqual([]);
});

test("the scale holds every interval and stays within what an accuracy can be", () => {
  const [low, high] = intervalsExtent([network("r1", "a", [0.9, 0.87, 0.93]), network("r2", "b", [0.99, 0.97, 1])])!;
  expect(low).toBeLessThan(0.87);
  expect(low).toBeGreaterThan(0.85);
  expect(high).toBe(1);
  expect(intervalsExtent([network("r1", "a")])).toBeNull();
});

test("a candidate that was finished twice has numbers behind its name", () => {
  const all = [network("r1", "abcdef"), network("r2", "123456"), network("r3", "abcdef")];
  expect(all.map((each) => networkName(each, all))).toEqual(["abcd (1)", "1234", "abcd (2)"]);
  expect(networkName(network("r4", null, undefined, "baseline"), [])).toBe("baseline");
});

test("shares of a row sum to one; a class without images has none", () => {
  expect(rowShares([[3, 1], [0, 0]])).toEqual([[0.75, 0.25], [0, 0]]);
});
