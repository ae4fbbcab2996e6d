import { expect, it } from "vitest";
import { isSameBound } from "./constraints";

it("says that two texts are the same bound where their numbers are", () => {
  expect(isSameBound("020000", "20000")).toBe(true);
  expect(isSameBound("99999999999999999999", String(1e20))).toBe(true);
  expect(isSameBound(" ", "")).toBe(true);
  expect(isSameBound("", "0")).toBe(false);
  expect(isSameBound("20000", "20001")).toBe(false);
});
