import type { JobRecord, StudyRecord } from "@schema";
import { describe, expect, it } from "vitest";
import { availability, countProblem } from "./phases";
import { NO_RECORDS, type Collections } from "./records";

const study = (part: Partial<StudyRecord>): StudyRecord => ({
  name: "s", dataset: { id: "digits", parameters: {} },
  template: { id: "cells", name: "N", inputs: [], outputs: [], channels: 8, next_cell: 1, next_path: 1 },
  objective: { name: "accuracy", direction: "maximize" },
  training: {
    optimizer: "sgd", learning_rate: 0.025, momentum: 0.9, weight_decay: 0, gradient_clip: 5, batch_size: null,
    sampling: "uniform", path_dropout: 0.1,
  },
  search: { strategy: "random", parameters: {} }, constraints: [], seed: 0, created_at: "", phase: "idle", message: null,
  iteration: 0, evaluations: 0, weights: 1, weights_artifact: "a1", trained_epochs: 1, best_candidate: "a", layout: null,
  focus: null, focus_misses: 0, steering_seq: 0, can_undo: {}, can_redo: {}, twin_of: null, twin: null, branch_of: null, search_seed: null, weights_made: 1, maps: [], ...part,
});
const paused = (kind: JobRecord["kind"]) => ({ kind, state: "paused" }) as JobRecord;
const of = (part: Partial<StudyRecord>, jobs: Collections["jobs"] = {}): Collections => ({ ...NO_RECORDS, study: { s: study(part) }, jobs });
const allowed = (records: Collections) =>
  (["start_training", "start_search", "step_search", "pause", "resume", "stop", "finalize"] as const).filter(
    (command) => availability(records, command).enabled,
  );

describe("what can be asked", () => {
  it("when idle: everything that starts", () => {
    expect(allowed(of({ phase: "idle" }))).toEqual(["start_training", "start_search", "step_search", "finalize"]);
  });

  it("before anything is trained: training, of the template or of a candidate on its own", () => {
    expect(allowed(of({ weights: 0, weights_artifact: null, best_candidate: null }))).toEqual(["start_training", "finalize"]);
    expect(availability(of({ weights_artifact: null }), "start_search").reason).toContain("train the template first");
  });

  it.each(["training", "searching", "finalizing"] as const)("while %s: pause and stop", (phase) => {
    expect(allowed(of({ phase }))).toEqual(["pause", "stop"]);
  });

  it("when paused: go on or stop, and step a search", () => {
    expect(allowed(of({ phase: "paused" }, { j: paused("training") }))).toEqual(["resume", "stop"]);
    expect(allowed(of({ phase: "paused" }, { j: paused("search") }))).toEqual(["step_search", "resume", "stop"]);
  });

  it("always with a reason where it is refused", () => {
    expect(availability(of({ phase: "searching" }), "start_training").reason).toBe("the search is running: pause or stop it first");
    expect(availability(NO_RECORDS, "pause").reason).toBe("the study is still loading");
  });
});

describe("a number that was typed", () => {
  it("is a count or says which numbers are", () => {
    expect([1, 10_000].map((value) => countProblem(value, 10_000, "epochs"))).toEqual(["", ""]);
    for (const value of [0, -3, 1.5, 1e9, Number.NaN]) {
      expect(countProblem(value, 10_000, "epochs")).toBe("the number of epochs must be a whole number from 1 to 10,000");
    }
  });
});
