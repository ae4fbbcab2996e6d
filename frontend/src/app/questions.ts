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

export const pastRefusal = (moment: number): Refused => ({
  title: "This is the past",
  text: `You look at the study as it was after event ${moment}. Go back to now, or branch from here, to change something.`,
  field: null,
});

/**
 * The server answers of the study as it is now; what was scored in an iteration is true of the past as well. What came
 * of an event is asked of now also in the past, and told so.
 */
export function questions(study: string, momentNow: () => number | null): Questions {
  const ofNow = async <Value>(ask: () => Promise<Value>): Promise<Answer<Value>> => {
    const moment = momentNow();
    return moment === null ? answered(ask()) : { ok: false, ...pastRefusal(moment) };
  };
  return {
    select: (request) => ofNow(() => postSelect(study, request)),
    sets: (request) => ofNow(() => postSets(study, request)),
    scores: (iteration) => answered(getScores(study, iteration)),
    history: (paths) => answered(getHistory(study, paths)),
    effects: (seq, iterations) => answered(getEffects(study, seq, iterations)),
  };
}
