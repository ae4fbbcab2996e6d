import type { EpochRecord, RunRecord } from "@schema";
import { expect, test } from "vitest";
import { secondsAnEpoch } from "./finishing";

test("the rate is that of final networks only, and unknown before the first", () => {
  const runs = { r0: { purpose: "template" }, r1: { purpose: "final" } } as unknown as Record<string, RunRecord>;
  const epoch = (run: string, index: number, seconds: number): EpochRecord => ({ run, epoch: index, metrics: {}, seconds });
  const epochs = { a: epoch("r0", 0, 60), b: epoch("r1", 0, 2), c: epoch("r1", 1, 4) };
  expect(secondsAnEpoch(runs, epochs)).toBe(3);
  expect(secondsAnEpoch(runs, { a: epochs.a })).toBeNull();
});
