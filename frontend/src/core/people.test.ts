import { describe, expect, it } from "vitest";
import { everybody, initialsOf, namesOf, personProblem, stepOf } from "./people";

describe("a name to sign with", () => {
  it.each(["Ada", " Ada Lovelace ", "עדה", "Ω", "x".repeat(40), "👩‍🔬".repeat(8), "searching", "my system"])("may be %j", (name) => {
    expect(personProblem(name)).toBe("");
  });

  it.each([
    ["", "at least one character"],
    ["   ", "at least one character"],
    ["x".repeat(41), "at most 40 characters, this one 41"],
    ["search", "the program itself"],
    [" System ", "the program itself"],
    ["a\u0007b", "one line of text"],
  ])("may not be %j", (name, words) => {
    expect(personProblem(name)).toContain(words);
  });
});

it("is shortened to the first letters of its first and last word, as people see letters", () => {
  expect(["ada", "Ada King Lovelace", "  émile zola ", "👩‍🔬 lab", "ß"].map(initialsOf)).toEqual(["A", "AL", "ÉZ", "👩‍🔬L", "SS"]);
});

it("is here before the server says so, and stands first", () => {
  expect(everybody([], "Ada")).toEqual([{ actor: "Ada", windows: 1 }]);
  const here = [{ actor: "Aaron", windows: 1 }, { actor: "Ada", windows: 2 }];
  expect(everybody(here, "Ada")).toEqual([{ actor: "Ada", windows: 2 }, { actor: "Aaron", windows: 1 }]);
});

it("has no step that it did not make, whatever it is", () => {
  expect(stepOf({ Ada: "remove a path" }, "Ada")).toBe("remove a path");
  expect(["Ben", "constructor", "__proto__", "toString"].map((name) => stepOf({ Ada: "remove a path" }, name))).toEqual(["", "", "", ""]);
  expect(stepOf(undefined, "Ada")).toBe("");
});

it("stands in a sentence with a few others", () => {
  expect([[], ["Ada"], ["Ada", "Ben"], ["Ada", "Ben", "Cy"], ["Ada", "Ben", "Cy", "Di", "Ed"]].map((names) => namesOf(names))).toEqual([
    "", "Ada", "Ada and Ben", "Ada, Ben and Cy", "Ada, Ben, Cy and 2 more",
  ]);
});
