import type { Records } from "@schema";
import { describe, expect, it } from "vitest";
import golden from "../../../shared_schemas/fixtures/steered_study.json";
import { applyPatches, fromSnapshot, type Collections, type CollectionName } from "./records";

const patches = (golden.patches as unknown as { put: Records; drop: Record<string, string[]> }[]).map((patch, i) => ({
  ...patch, from_seq: i, seq: i + 1,
}));
const empty = fromSnapshot({ seq: 0, records: {} });
const expected = golden.records as unknown as Collections;

describe("the golden study", () => {
  it("comes out as the server has it, however its patches arrive", () => {
    const atOnce = applyPatches(empty, patches);
    const oneByOne = patches.reduce((state, patch) => applyPatches(state, [patch]), empty);
    expect(atOnce).toEqual({ seq: golden.events.length, records: expected });
    expect(oneByOne).toEqual(atOnce);
  });

  it("shares with the state before all that a patch does not name", () => {
    let state = empty;
    for (const patch of patches) {
      const next = applyPatches(state, [patch]);
      const named = new Set([...Object.keys(patch.put), ...Object.keys(patch.drop)]);
      for (const name of Object.keys(next.records) as CollectionName[]) {
        if (!named.has(name)) expect(next.records[name]).toBe(state.records[name]);
      }
      state = next;
    }
  });
});
