/** The scores that the slider is at: the newest as they come, earlier ones asked for once and kept. */
import type { ScoresRecord } from "@schema";
import { useEffect, useState } from "react";
import { useActions, useStudy, useViewState, type Answer, type Questions } from "../../core/context";
import { newestScores } from "../../core/selectors";

/** Scores of 1,680 paths are about 60 kB: so many are kept, the longest unused ones go. */
const KEPT = 64;
/** Neighbours of the shown iteration that are asked for ahead, so that stepping does not wait. */
const AHEAD = [1, 2, -1];

type Known = Map<number, Promise<Answer<ScoresRecord>>>;
const known = new WeakMap<Questions, Known>();

/** Asks once; a question that found no answer is asked again the next time. */
function asked(ask: Questions, iteration: number): Promise<Answer<ScoresRecord>> {
  const cache: Known = known.get(ask) ?? new Map<number, Promise<Answer<ScoresRecord>>>();
  known.set(ask, cache);
  const found = cache.get(iteration) ?? ask.scores(iteration);
  cache.delete(iteration);
  cache.set(iteration, found);
  for (const oldest of cache.keys()) if (cache.size > KEPT) cache.delete(oldest);
  void found.then((answer) => !answer.ok && cache.delete(iteration));
  return found;
}

export interface ShownScores {
  readonly newest: ScoresRecord;
  /** Those of the chosen iteration, or the ones shown before while these are on their way. */
  readonly scores: ScoresRecord;
  /** The chosen iteration, from 0. */
  readonly iteration: number;
  readonly choose: (iteration: number) => void;
  /** Why the chosen ones cannot be shown; empty where they can. */
  readonly problem: string;
}

/** Null before there are any scores. */
export function useShownScores(): ShownScores | null {
  const newest = useStudy((state) => newestScores(state.records.scores));
  const [held, hold] = useViewState<string>("information.iteration", "");
  const { ask } = useActions();
  const [found, setFound] = useState<ScoresRecord | null>(null);
  const [failed, setFailed] = useState({ iteration: -1, text: "" });
  const last = newest?.iteration ?? 0;
  const iteration = chosen(held, last);
  const asking = newest !== null && iteration !== last;

  useEffect(() => {
    if (!asking) return;
    let current = true;
    void asked(ask, iteration).then((answer) => {
      if (!current) return;
      if (answer.ok) setFound(answer.value);
      else setFailed({ iteration, text: answer.text });
      for (const step of AHEAD) {
        const next = iteration + step;
        if (next >= 0 && next < last) void asked(ask, next);
      }
    });
    return () => {
      current = false;
    };
  }, [ask, asking, iteration, last]);

  if (!newest) return null;
  const choose = (next: number) => hold(next >= last ? "" : String(next + 1));
  const problem = asking && failed.iteration === iteration ? failed.text : "";
  return { newest, scores: asking ? (found ?? newest) : newest, iteration, choose, problem };
}

/** The address counts from 1; what it does not say, or says wrong, is the newest. */
function chosen(held: string, last: number): number {
  const number = Number(held);
  return Number.isInteger(number) && number >= 1 && number - 1 < last ? number - 1 : last;
}
