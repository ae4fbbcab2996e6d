import type { StudySummary } from "@schema";
import { describe, expect, it } from "vitest";
import { bestText, leftBehind, listed, NEWEST, pressed, progressOf, toldApart, twinMeaning, twinsOf } from "./studyList";

const study = (id: string, change: Partial<StudySummary> = {}): StudySummary => ({
  id, name: id, dataset: "digits", template: "NRN", phase: "idle", iteration: 0, evaluations: 0, trained_epochs: 0, done: null, total: null,
  objective: { name: "accuracy", direction: "maximize" }, best: null, created_at: "2026-01-01T00:00:00Z", branch_of: null, twin_of: null, ...change,
});
const ids = (studies: readonly StudySummary[]) => studies.map((each) => each.id);

describe("listed", () => {
  const studies = [study("b", { best: 0.9 }), study("a", { best: 0.95, dataset: "fashion_mnist" }), study("c")];
  it("finds every word, anywhere", () => {
    expect(ids(listed(studies, "nrn FASHION", NEWEST))).toEqual(["a"]);
    expect(ids(listed(studies, " ", NEWEST))).toHaveLength(3);
  });
  it("orders either way, what has no value last", () => {
    expect(ids(listed(studies, "", { by: "best", down: true }))).toEqual(["a", "b", "c"]);
    expect(ids(listed(studies, "", { by: "best", down: false }))).toEqual(["b", "a", "c"]);
  });
  it("has the best of one objective together, the best first where less is better too", () => {
    const objective = { name: "loss", direction: "minimize" } as const;
    const mixed = [study("x", { best: 0.7, objective }), ...studies, study("y", { best: 0.4, objective })];
    expect(ids(listed(mixed, "", { by: "best", down: true }))).toEqual(["a", "b", "y", "x", "c"]);
    expect(ids(listed(mixed, "", { by: "best", down: false }))).toEqual(["b", "a", "x", "y", "c"]);
    expect(mixed.map(bestText)).toEqual(["loss 0.700 nats", "0.900", "0.950", "–", "loss 0.400 nats"]);
  });
  it("leaves the given list as it is", () => {
    listed(studies, "", { by: "name", down: false });
    expect(ids(studies)).toEqual(["b", "a", "c"]);
  });
});

it("a pressed head begins with what people look for first", () => {
  expect(pressed(NEWEST, "name")).toEqual({ by: "name", down: false });
  expect(pressed(NEWEST, "best")).toEqual({ by: "best", down: true });
  expect(pressed({ by: "best", down: true }, "best")).toEqual({ by: "best", down: false });
});

it("progress counts from 1 and never past the end", () => {
  expect(progressOf(study("a", { phase: "training", done: 2, total: 10 }))).toEqual({ words: "training, epoch 3 of 10", share: 0.2 });
  expect(progressOf(study("a", { phase: "training", done: 10, total: 10 })).words).toBe("training, epoch 10 of 10");
  expect(progressOf(study("a", { phase: "searching", done: 4, total: null }))).toEqual({ words: "searching, iteration 5", share: null });
  expect([progressOf(study("a")), progressOf(study("a", { trained_epochs: 3 })), progressOf(study("a", { trained_epochs: 3, evaluations: 8 }))].map((each) => each.words)).toEqual(["new", "trained", "searched"]);
});

it("tells studies of one name apart, and no others", () => {
  const studies = [study("3f2a99", { name: "Digits" }), study("77b0aa", { name: "Digits" }), study("c")];
  expect([...toldApart(studies)]).toEqual([["3f2a99", "3f2a"], ["77b0aa", "77b0"]]);
});

describe("unattended twins in the list", () => {
  const studies = [study("a"), study("b", { twin_of: "a" }), study("c", { twin_of: "a" }), study("d", { twin_of: "gone" })];

  it("are counted where what they are compared with would be deleted", () => {
    expect(twinsOf(studies).get("a")).toBe(2);
    expect([0, 1, 2].map(leftBehind)).toEqual([
      "",
      "Its unattended twin stays, with nothing to be compared with.",
      "Its 2 unattended twins stay, with nothing to be compared with.",
    ]);
  });

  it("say of which study they are one, also where that is gone", () => {
    expect(twinMeaning(studies[0])).toContain("Unattended twin of “a”: made to compare a study with");
    expect(twinMeaning(undefined)).toContain("That study was deleted, or is not on this server");
  });
});
