import type { Command } from "@schema";
import { beforeEach, describe, expect, it } from "vitest";
import type { Refused } from "../core/context";
import { answering, type Attempt } from "./useAttempt";

const A: Command = { type: "remove_paths", paths: ["a"] };
const B: Command = { type: "remove_paths", paths: ["b"] };
const NO: Refused = { title: "Refused", text: "a is fixed", field: null };

let answers: ((refused: Refused | null) => void)[];
let shown: Refused | null;
let place: Omit<Attempt, "refused">;

beforeEach(() => {
  answers = [];
  shown = null;
  place = answering(
    () => new Promise((answer) => answers.push(answer)),
    (refused) => (shown = refused),
  );
});

describe("gestures of one place", () => {
  it("show a refusal until something is done", async () => {
    const refused = place.run(A);
    answers[0]!(NO);
    expect(await refused).toBe(false);
    expect(shown).toBe(NO);
    const done = place.run(B);
    expect(shown).toBe(NO);
    answers[1]!(null);
    expect(await done).toBe(true);
    expect(shown).toBeNull();
  });

  it.each([[0, 1], [1, 0]])("show the refusal of the first of two that overlap, whichever is answered first", async (...order) => {
    const both = [place.run(A), place.run(B)];
    for (const each of order) {
      answers[each]!(each === 0 ? NO : null);
      await both[each];
    }
    expect(shown).toBe(NO);
  });

  it("answer a double click once, and the same for both", async () => {
    const both = [place.run(A), place.run(A)];
    expect(answers).toHaveLength(1);
    answers[0]!(null);
    expect(await Promise.all(both)).toEqual([true, true]);
    void place.run(A);
    expect(answers).toHaveLength(2);
  });

  it("take back and forth as two things", () => {
    for (const each of [A, B, A]) void place.run(each);
    expect(answers).toHaveLength(3);
  });
});
