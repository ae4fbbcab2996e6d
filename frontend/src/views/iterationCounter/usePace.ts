/** Follows how long the running job takes: with every news of it, and each second between. */
import { useEffect, useReducer } from "react";
import type { IterationStatus } from "../../core/chartIteration";
import { useStudy } from "../../core/context";
import { isTicking, looked, NO_PACE, type Pace } from "../../core/pace";
import { useNow } from "../../parts/useNow";

const SECOND = 1000;

export function usePace(status: IterationStatus | null): Pace {
  const [pace, look] = useReducer(looked, NO_PACE);
  const job = status?.job?.id ?? null;
  const running = useStudy((s) => isTicking(status?.job?.state, s.moment, s.connection));
  const tick = useNow(running ? SECOND : null);
  const { done = 0, total = null, took = NONE, part = "step" } = status?.work ?? {};
  const finished = took.length;
  useEffect(() => {
    look({ job, work: { part, done, total, took }, running, now: Date.now() });
    // The durations follow from how many there are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [job, running, part, done, total, finished, tick]);
  return pace;
}

const NONE: readonly number[] = [];
