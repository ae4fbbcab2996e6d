import { expect, test } from "vitest";
import { csvOf, fileName } from "./csv";

const rowOf = (...values: Parameters<typeof csvOf>[0]["rows"][number]) =>
  csvOf({ columns: [], rows: [values] }).split("\r\n")[1];

test("a head, a line for each row, every line ended", () => {
  expect(csvOf({ columns: ["path", "score"], rows: [["p0", 0.25], ["p1", 0]] })).toBe("path,score\r\np0,0.25\r\np1,0\r\n");
});

test("commas, quotes and line ends are quoted", () => {
  expect(rowOf("3x3, cell 1", 'say "no"', "two\nlines", "plain")).toBe('"3x3, cell 1","say ""no""","two\nlines",plain');
});

test("what is absent or not a number is empty, not a word", () => {
  expect(rowOf(null, undefined, NaN, Infinity, false, -0.5)).toBe(",,,,false,-0.5");
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"])("the text %j is no formula", (text) => {
  expect(rowOf(text)).toMatch(/^"?'/);
});

test("a file's name has letters and digits only, of any script", () => {
  expect(fileName(["Digits, first steps", "loss chart"], "csv")).toBe("digits-first-steps-loss-chart.csv");
  expect(fileName(["  /../ ", "Größe"], "csv")).toBe("größe.csv");
  expect(fileName(["?"], "csv")).toBe("study.csv");
});
