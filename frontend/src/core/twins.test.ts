import type { TwinComparison, TwinRun } from "@schema";
import { describe, expect, it } from "vitest";
import { objectiveOf } from "./objective";
import { linear } from "./scales";
import { twinPath } from "./timelineChart";
import { drawnTwins, repeatsMean, runText as runTextOf, twinCaveat, twinLines, twinSentence } from "./twins";

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
    expect(twinCaveat(COMPARED, 5, undefined)).toBe(
      "After 24 evaluations each, beside one twin. So few runs say little of chance: an interval takes 5 twins.",
    );
  });

  it("says with an interval that holds zero that it may be chance, and of nothing that it is nothing", () => {
    const best = { value: 0.01, low: -0.004, high: 0.02 };
    const some = { ...COMPARED, compared: 5, twins: Array<TwinRun>(5).fill(RUN), made: 40, best_difference: best, median_difference: best };
    expect(twinLines(some, accuracy)[0]?.difference).toBe("+1.0 points (−0.4 to +2.0)");
    expect(twinSentence(some, accuracy)).toContain("without it after 24 evaluations, which may be chance.");
    expect(twinCaveat(some, 5, undefined)).toBe(
      "After 24 evaluations each, beside the mean of 5 of 5 twins; the study has made 40 since. " +
        "Intervals of 95 % tell how much the twins differ by chance. The study itself was steered only once.",
    );
    const tied = { value: 0.01, low: null, high: null };
    expect(twinCaveat({ ...some, best_difference: tied, median_difference: tied }, 5, undefined)).toContain(
      "40 since. No intervals are given. Most twins came to the same value, which leaves nothing to make an interval of.",
    );
    expect(twinCaveat({ ...some, best_difference: tied }, 5, undefined)).toContain(" Where there is none, most twins came to the same value.");
    const clear = { ...some, best_difference: { value: 0.01, low: 0.004, high: 0.02 } };
    expect(twinSentence(clear, accuracy)).toBe("Its best is 1.0 points better than without it after 24 evaluations.");
    const none = { ...COMPARED, best_difference: { value: 0.0001, low: null, high: null } };
    expect(twinSentence(none, accuracy)).toBe("Its best is as good as without it after 24 evaluations.");
  });

  it("turns with the objective", () => {
    expect(twinSentence(COMPARED, objectiveOf("loss"))).toBe("Its best is 0.010 nats worse than without it after 24 evaluations, which may be chance.");
  });
});

it("says how many twins are compared, how many still run, and until when the decision was in force", () => {
  const going = { ...RUN, state: "running" as const, made: 16 };
  expect(twinCaveat({ ...COMPARED, twins: [RUN, going, going, going, going] }, 5, undefined)).toContain(
    "After 24 evaluations each, beside one of 5 twins, while 4 still run. So",
  );
  expect(twinCaveat({ ...COMPARED, compared: 2, twins: [RUN, RUN, going] }, 5, undefined)).toContain("the mean of 2 of 3 twins, while 1 still runs. So");
  expect(twinCaveat({ ...COMPARED, twins: [going] }, 5, undefined)).toContain("beside one twin, which still runs. So");
  const standing = { seq: 12, stretches: [{ since: 12, until: 14, evaluations: 8 }] };
  expect(twinCaveat(COMPARED, 5, standing)).toContain("beside one twin; the decision was undone by event 14 after 8 evaluations. So");
});

it("says how far a twin is, what it waits for and what its own best is", () => {
  const runText = (run: TwinRun) => runTextOf(run, objectiveOf("accuracy"));
  expect(runText(RUN)).toBe("done, 24 evaluations, best 0.850");
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
