import type { Effect, Standing } from "@schema";
import { expect, it } from "vitest";
import { effectCaveat, effectLines, isUnused, standingText } from "./effect";
import { objectiveOf } from "./objective";

const EFFECT: Effect = {
  seq: 12, others: 0, same_weights: true,
  before: { iterations: 3, candidates: 24, best: 0.84, median: 0.8, children: 8, improved: 2 },
  after: { iterations: 2, candidates: 16, best: 0.86, median: 0.8125, children: 16, improved: 8 },
  median: { value: 0.0125, low: -0.004, high: 0.029 },
  improved: { value: 0.25, low: -0.13, high: 0.55 },
};

it("says each figure with its difference and interval", () => {
  expect(effectLines(EFFECT, objectiveOf("accuracy"))).toEqual([
    { what: "best", before: "0.840", after: "0.860", difference: "" },
    { what: "median", before: "0.800", after: "0.813", difference: "+1.3 points (−0.4 to +2.9)" },
    { what: "improved children", before: "2 of 8", after: "8 of 16", difference: "+25.0 points (−13.0 to +55.0)" },
  ]);
});

it("leaves out what there is too little for", () => {
  const [, median, improved] = effectLines(
    { ...EFFECT, median: null, improved: null, after: { ...EFFECT.after, median: null, children: 0, improved: 0 } },
    objectiveOf("loss"),
  );
  expect(median).toEqual({ what: "median", before: "0.800 nats", after: "–", difference: "" });
  expect(improved).toEqual({ what: "improved children", before: "2 of 8", after: "–", difference: "" });
});

it("says what it is worth", () => {
  expect(effectCaveat(EFFECT, undefined)).toBe("3 iterations before, 2 after. A comparison in time, not a proof of cause; intervals of 95 %.");
  expect(effectCaveat({ ...EFFECT, others: 1, same_weights: false }, undefined)).toContain(
    "; 1 other decision in between; other weights since, so that values can hardly be compared",
  );
});

it("says from when to when a decision was in force that was undone", () => {
  const once = (evaluations: number): Standing => ({ seq: 186, stretches: [{ since: 186, until: 188, evaluations }] });
  expect(standingText(once(0))).toBe("undone by event 188 before anything was evaluated with it");
  expect(standingText(once(24))).toBe("undone by event 188 after 24 evaluations");
  expect([once(0), once(24)].map(isUnused)).toEqual([true, false]);
  const again: Standing = { seq: 186, stretches: [...once(24).stretches, { since: 190, until: null, evaluations: 0 }] };
  expect(standingText(again)).toBe("undone by event 188 after 24 evaluations; in force again since event 190");
  expect(effectCaveat(EFFECT, once(24))).toContain("3 iterations before, 2 after, made while it was in force.");
});
