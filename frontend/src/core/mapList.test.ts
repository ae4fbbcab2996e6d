import type { CandidateRecord } from "@schema";
import { expect, it } from "vitest";
import { listed } from "./mapList";

const candidate = (objectives: CandidateRecord["objectives"], iteration: number | null = null) =>
  ({ objectives, iteration }) as CandidateRecord;

const candidates = {
  a: candidate({ accuracy: 0.7, loss: 0.2 }, 2),
  b: candidate({}),
  c: candidate({ accuracy: 0.9, loss: 0.5 }, 1),
};
const study = { objective: { name: "accuracy", direction: "maximize" } } as const;
const ids = ["b", "a", "c"];

it("candidates are listed the best first, whichever way is better, and those without a value last", () => {
  expect(listed(ids, candidates, "accuracy", study)).toEqual(["c", "a", "b"]);
  expect(listed(ids, candidates, "loss", study)).toEqual(["a", "c", "b"]);
  expect(listed(ids, candidates, "accuracy", { objective: { name: "accuracy", direction: "minimize" } })).toEqual(["a", "c", "b"]);
  expect(listed(ids, candidates, "iteration", study)).toEqual(["c", "a", "b"]);
  expect(listed(ids, candidates, "selected", study)).toBe(ids);
});
