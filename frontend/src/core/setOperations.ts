/** The set operations over regions, as the bar, the map and the address name them. */
import type { SetRequest } from "@schema";

export interface SetOperation {
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
];

/** The question that the map alone asks. */
export const PROFILE: SetOperation = {
  id: "profile", name: "Why are these alike?", sign: "Alike?", meaning: "what is more or less common here than elsewhere",
};
