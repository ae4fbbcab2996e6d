import type { CandidateRecord, PathRecord } from "@schema";
import { expect, it } from "vitest";
import { ofEarlierTemplate } from "./earlierTemplate";

const path = (cell: string, target: string, state = "available") => ({ cell, target, state }) as PathRecord;
const candidate = (...paths: string[]) => ({ paths }) as unknown as CandidateRecord;
const paths = { p1: path("c1", "n0"), p2: path("c1", "n0"), p3: path("c1", "n1") };
const candidates = { a: candidate("p1", "p3"), b: candidate("p2", "p3") };

it("is none while the structure stays, whatever the steering", () => {
  expect(ofEarlierTemplate(candidates, paths)).toBe(0);
  expect(ofEarlierTemplate(candidates, { ...paths, p2: path("c1", "n0", "removed") })).toBe(0);
  expect(ofEarlierTemplate({ ...candidates, c: candidate("p1", "p2", "p3") }, { ...paths, p4: path("c1", "n1") })).toBe(0);
});

it("is who lacks a new node or cell, or has a path that is gone", () => {
  const grown = { ...paths, p5: path("c2", "n0") };
  expect(ofEarlierTemplate({ ...candidates, c: candidate("p1", "p3", "p5") }, grown)).toBe(2);
  const { p1, p3 } = paths;
  expect(ofEarlierTemplate(candidates, { p1, p3 })).toBe(1);
});
