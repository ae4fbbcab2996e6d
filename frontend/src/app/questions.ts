/** What views may ask of the server, with refusals as values. */
import type { Answer, Questions, Refused } from "../core/context";
import { getEffects, getHistory, getScores, postSelect, postSets, Refusal } from "../net/http";

export function refusedBy(error: unknown): Refused {
  if (error instanceof Refusal) return { title: error.title, text: error.message, field: error.field };
  return { title: "Something went wrong in the page", text: String(error), field: null };
}

async function answered<Value>(question: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await question };
  } catch (error) {
    return { ok: false, ...refusedBy(error) };
  }
}

export const questions = (study: string): Questions => ({
  select: (request) => answered(postSelect(study, request)),
  sets: (request) => answered(postSets(study, request)),
  scores: (iteration) => answered(getScores(study, iteration)),
  history: (paths) => answered(getHistory(study, paths)),
  effects: (seq, iterations) => answered(getEffects(study, seq, iterations)),
});
