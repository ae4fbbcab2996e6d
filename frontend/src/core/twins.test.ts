import type { TwinComparison, TwinRun } from "@schema";
import { describe, expect, it } from "vitest";
import { objectiveOf } from "./objective";
import { linear } from "./scales";
import { twinPath } from "./timelineChart";
import { drawnTwins, repeatsMean, runText, twinCaveat, twinLines, twinSentence } from "./twins";

const RUN: TwinRun = {
  study: "s2", repeat: 0, state: "done", name: "Without", message: null, behind: null, made: 24, evaluations: 24,
  best: 0.85, median: 0.8, curve: [[0, 0.84], [10, 0.85]],
};

const COMPARED: TwinComparison = {
  seq: 12, made: 24, evaluations: 24, compared: 1, best: 0.86, median: 0.79, curve: [[0, 0.84], [3, 0.86]],
  best_difference: { value: 0.01, low: null, high: null },
  median_difference: { value: -0.01, low: null, high: null }, twins: [RUN],
};

describe("what a decision was worth beside its twins", () => {
  const accuracy = objectiveOf("accuracy");

  it("is told by figures and a sentence, of one twin without an interval", () => {
    expect(twinLines(COMPARED, accuracy)).toEqual([
      { what: "best", steered: "0.860", unattended: "0.850", difference: "+1.0 points" },
      { what: "median", steered: "0.790", unattended: "0.800", difference: "−1.0 points" },
    ]);
    expect(twinSentence(COMPARED, accuracy)).toBe("Its best is 1.0 points better than without it after 24 evaluations, which may be chance.");
    expect(twinCaveat(COMPARED, 5)).toBe(
      "After 24 evaluations each, beside one twin. So few runs say little of chance: an interval takes 5 twins.",
    );
  });

  it("says with an interval that holds zero that it may be chance, and of nothing that it is nothing", () => {
    const best = { value: 0.01, low: -0.004, high: 0.02 };
    const some = { ...COMPARED, compared: 5, made: 40, best_difference: best, median_difference: best };
    expect(twinLines(some, accuracy)[0]?.difference).toBe("+1.0 points (−0.4 to +2.0)");
    expect(twinSentence(some, accuracy)).toContain("without it after 24 evaluations, which may be chance.");
    expect(twinCaveat(some, 5)).toContain("beside the mean of 5 twins; the study has made 40 since. Intervals of 95 % over the twins; the");
    const alike = { ...some, best_difference: { value: 0.01, low: null, high: null } };
    expect(twinCaveat(alike, 5)).toContain("over the twins, none where most of them came to the same value; the study itself");
    const clear = { ...some, best_difference: { value: 0.01, low: 0.004, high: 0.02 } };
    expect(twinSentence(clear, accuracy)).toBe("Its best is 1.0 points better than without it after 24 evaluations.");
    const none = { ...COMPARED, best_difference: { value: 0.0001, low: null, high: null } };
    expect(twinSentence(none, accuracy)).toBe("Its best is as good as without it after 24 evaluations.");
  });

  it("turns with the objective", () => {
    expect(twinSentence(COMPARED, objectiveOf("loss"))).toBe("Its best is 0.010 nats worse than without it after 24 evaluations, which may be chance.");
  });
});

it("says how far a twin is and what it waits for", () => {
  expect(runText({ ...RUN, state: "queued", made: 0 })).toBe("waits for the device, 0 of 24 evaluations");
  expect(runText({ ...RUN, state: "running", made: 8, behind: "Mine" })).toBe(
    "waits while the study “Mine” uses the device, 8 of 24 evaluations",
  );
  expect(runText({ ...RUN, state: "missing" })).toBe("deleted, or not on this server");
  expect(runText({ ...RUN, state: "exhausted", made: 8, message: "no new candidate is left; add to it" })).toBe(
    "ended after 8 of 24 evaluations: no new candidate is left; add to it",
  );
  expect(runText({ ...RUN, state: "unreadable", message: "its log is damaged" })).toBe("its log is damaged");
});

it("says from how many twins on there is an interval as soon as the server has said it", () => {
  expect(repeatsMean(5)).toContain("From 5 on they give the difference an interval");
  expect(repeatsMean(null)).toContain("Several together give the difference an interval");
});

it("draws a twin from where it parted, and none that has evaluated nothing", () => {
  const drawn = drawnTwins({ ...COMPARED, twins: [RUN, { ...RUN, study: "s3", made: 0 }] }, 48);
  expect(drawn.curves).toEqual([{ study: "s2", to: 72, points: [[48, 0.84], [58, 0.85]] }]);
  const scale = linear([0, 100], [0, 100]);
  expect(twinPath(drawn.curves[0]!, { x: scale, y: scale })).toBe("M48.0,0.8H58.0V0.8H72.0");
});
