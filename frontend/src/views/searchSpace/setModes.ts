/** What the set panel can be asked, and at which level. */
import type { SetRequest } from "@schema";
import { PROFILE, SET_OPERATIONS } from "../../core/setOperations";

export type SetMode = SetRequest["operation"] | "off";

/** What the panel answers: the set operations, and why candidates are alike. */
export const SET_QUESTIONS = [...SET_OPERATIONS, PROFILE];

export const SET_MODES: readonly SetMode[] = ["off", ...SET_QUESTIONS.map((each) => each.id)];

export type Level = NonNullable<SetRequest["level"]>;

export const LEVELS: readonly (readonly [level: Level, words: string])[] = [
  ["path", "path"],
  ["operation_in_cell", "operation in a cell"],
  ["operation", "operation"],
  ["node", "node"],
  ["cell", "cell"],
];
