import type { PathRecord, SetMember } from "@schema";
import { describe, expect, it } from "vitest";
import { holdersOf, LEANING, ordered, pathsOf, pressed, TELLING, widestLean } from "./mapSets";

function member(key: string, more: Partial<SetMember> = {}): SetMember {
  return {
    key, label: key, paths: [key], share_inside: 0.5, share_outside: 0.5, mean_inside: null, mean_outside: null, count: 1,
    ...more,
  };
}

const keys = (members: readonly SetMember[]) => members.map((each) => each.key);

describe("members of a set", () => {
  const members = [
    member("p10", { share_inside: 0.2, mean_inside: 0.8 }),
    member("p2", { share_inside: 0.9 }),
    member("p1", { share_inside: 0.9, mean_inside: 0.9 }),
  ];

  it("stay in the server's order until a column is pressed, and turn round when it is pressed again", () => {
    expect(ordered(members, TELLING)).toBe(members);
    const first = pressed(TELLING, "share_inside");
    expect(keys(ordered(members, first))).toEqual(["p2", "p1", "p10"]);
    expect(keys(ordered(members, pressed(first, "share_inside")))).toEqual(["p10", "p2", "p1"]);
  });

  it("are named in numeric order, and end with those without a value", () => {
    expect(keys(ordered(members, pressed(TELLING, "label")))).toEqual(["p1", "p2", "p10"]);
    expect(keys(ordered(members, { by: "mean_inside", descending: true }))).toEqual(["p1", "p10", "p2"]);
    expect(keys(ordered(members, { by: "mean_inside", descending: false }))).toEqual(["p10", "p1", "p2"]);
  });

  it("lean from over- to under-represented", () => {
    const leaning = [member("under", { share_inside: 0 }), member("over", { share_inside: 1 }), member("even")];
    expect(keys(ordered(leaning, LEANING))).toEqual(["over", "even", "under"]);
    expect(widestLean(leaning)).toBe(0.5);
    expect(widestLean([member("even")])).toBe(0.1);
  });
});

describe("what is done with members", () => {
  const state = (id: string, state: PathRecord["state"]) => ({ id, state }) as PathRecord;
  const paths = { a: state("a", "available"), b: state("b", "fixed"), c: state("c", "removed") };
  const [both, one] = [member("x", { paths: ["a", "b", "c"] }), member("y", { paths: ["a"] })];

  it("takes each of their paths once, in the states that it changes", () => {
    expect(pathsOf([both, one], paths, ["available", "fixed"])).toEqual(["a", "b"]);
  });

  it("finds the candidates that contain all of them, each by any of its paths", () => {
    const byPath = new Map([["a", ["k1", "k2"]], ["b", ["k3"]]]);
    expect(holdersOf([both], byPath)).toEqual(["k1", "k2", "k3"]);
    expect(holdersOf([both, one], byPath)).toEqual(["k1", "k2"]);
    expect(holdersOf([], byPath)).toEqual([]);
  });
});
