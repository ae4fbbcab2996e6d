import type { StudyRecord } from "@schema";
import { expect, it } from "vitest";
import { removalMeans, widthMeans } from "./edits";
import { NO_RECORDS } from "./records";

const IN_STUDY = { ...NO_RECORDS, study: { s1: {} as StudyRecord } };

it("says of weights only where there are some, in a study", () => {
  expect(removalMeans(IN_STUDY)).toContain("weights");
  expect(widthMeans(IN_STUDY)).toContain("weights");
  expect(widthMeans(NO_RECORDS)).toBe("");
});

it("says in the editor of templates that undo brings a cell back", () => {
  expect(removalMeans(NO_RECORDS)).toBe("Undo brings it back.");
});
