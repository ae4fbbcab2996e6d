import { describe, expect, it } from "vitest";
import { branchName, LONGEST_NAME } from "./branchName";

describe("the name of a branch", () => {
  it("is its parent's, with the event", () => {
    expect(branchName("Digits", 12)).toBe("Digits, from event 12");
    const just = "x".repeat(LONGEST_NAME - ", from event 12".length);
    expect(branchName(just, 12)).toBe(`${just}, from event 12`);
  });

  it("shortens a long parent's so that the whole is a name", () => {
    const name = branchName("x".repeat(80), 12345);
    expect(name).toHaveLength(LONGEST_NAME);
    expect(name).toMatch(/^x+…, from event 12345$/);
  });

  it("cuts no sign in half", () => {
    // Half a sign can not be encoded.
    for (const before of ["", "x"]) expect(encodeURIComponent(branchName(before + "🧠".repeat(40), 9))).toContain("event");
  });

  it("is of a branch of a branch as well", () => {
    expect(branchName(branchName("x".repeat(80), 12345), 7).length).toBeLessThanOrEqual(LONGEST_NAME);
  });
});
