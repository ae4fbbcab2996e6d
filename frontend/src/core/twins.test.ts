import type { TwinComparison, TwinRun } from "@schema";
import { describe, expect, it } from "vitest";
import { objectiveOf } from "./objective";
import { linear } from "./scales";
import { twinPath } from "./timelineChart";
import { drawnTwins, runText, twinCaveat, twinLines, twinSentence } from "./twins";

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
    expect(twinSentence(COMPARED, accuracy)).toBe("Its best is 1.0 points better than without it after 24 evaluations.");
    expect(twinCaveat(COMPARED)).toBe(
      "After 24 evaluations each, beside one twin. So few runs say nothing of chance: no interval below three twins.",
    );
  });

  it("says with an interval that holds zero that it may be chance, and of nothing that it is nothing", () => {
    const some = { ...COMPARED, compared: 3, made: 40, best_difference: { value: 0.01, low: -0.004, high: 0.02 } };
    expect(twinLines(some, accuracy)[0]?.difference).toBe("+1.0 points (−0.4 to +2.0)");
    expect(twinSentence(some, accuracy)).toContain("without it after 24 evaluations, which may be chance.");
    expect(twinCaveat(some)).toContain("beside the mean of 3 twins; the study has made 40 since. Intervals of 95 % over the twins");
    const none = { ...COMPARED, best_difference: { value: 0.0001, low: null, high: null } };
    expect(twinSentence(none, accuracy)).toBe("Its best is as good as without it after 24 evaluations.");
  });

  it("turns with the objective", () => {
    expect(twinSentence(COMPARED, objectiveOf("loss"))).toBe("Its best is 0.010 nats worse than without it after 24 evaluations.");
  });
});

it("says how far a twin is and what it waits for", () => {
  expect(runText({ ...RUN, state: "queued", made: 0 })).toBe("waits for the device, 0 of 24 evaluations");
  expect(runText({ ...RUN, state: "running", made: 8, behind: "Mine" })).toBe("waits for “Mine”, 8 of 24 evaluations");
  expect(runText({ ...RUN, state: "missing" })).toBe("deleted, or not on this server");
});

it("draws a twin from where it parted, and none that has evaluated nothing", () => {
  const drawn = drawnTwins({ ...COMPARED, twins: [RUN, { ...RUN, study: "s3", made: 0 }] }, 48);
  expect(drawn.curves).toEqual([{ study: "s2", to: 72, points: [[48, 0.84], [58, 0.85]] }]);
  const scale = linear([0, 100], [0, 100]);
  expect(twinPath(drawn.curves[0]!, { x: scale, y: scale })).toBe("M48.0,0.8H58.0V0.8H72.0");
});
