/** The set operations as the map and the address name them. */
import type { SetRequest } from "@schema";

export type SetMode = SetRequest["operation"] | "off";

interface SetOperation {
  readonly id: SetRequest["operation"];
  readonly name: string;
  readonly sign: string;
  /** What is in the result; the threshold is said where it matters. */
  readonly meaning: string;
}

export const SET_OPERATIONS: readonly SetOperation[] = [
  { id: "union", name: "Union", sign: "∪", meaning: "what any candidate of the regions contains" },
  { id: "intersection", name: "Intersection", sign: "∩", meaning: "what is common in every one of the regions" },
  { id: "complement", name: "Complement", sign: "∁", meaning: "what is on offer and rare in all of the regions" },
  { id: "profile", name: "Why are these alike?", sign: "Alike?", meaning: "what is more or less common here than elsewhere" },
];

export const SET_MODES: readonly SetMode[] = ["off", ...SET_OPERATIONS.map((each) => each.id)];

export type Level = NonNullable<SetRequest["level"]>;

export const LEVELS: readonly (readonly [level: Level, words: string])[] = [
  ["path", "path"],
  ["operation_in_cell", "operation in a cell"],
  ["operation", "operation"],
  ["node", "node"],
  ["cell", "cell"],
];
