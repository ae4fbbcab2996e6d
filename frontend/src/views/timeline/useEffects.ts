/** What the server says of an event: what came before it and after it, and how its twins went on. */
import type { Effects } from "@schema";
import { useCallback, useEffect, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { isUnfinished } from "../../core/twins";

/** Iterations on each side of a decision. */
const SIDE = 3;
/** How often it is asked how far twins are, which have streams of their own, and whether they are there still. */
const RUNNING_MS = 1500;
const RESTING_MS = 10_000;

export interface Asked {
  /** As of now; null for no event, and until it has come. */
  readonly effects: Effects | null;
  /** Asks at once, after something that changes the answer. */
  readonly again: () => void;
}

export function useEffects(seq: number | null): Asked {
  const { ask } = useActions();
  const iteration = useStudy((s) => theStudy(s.records)?.iteration);
  const twins = useStudy((s) => (seq === null ? undefined : s.records.interventions[seq]?.twins));
  const moment = useStudy((s) => s.moment);
  const [found, setFound] = useState<{ readonly seq: number; readonly effects: Effects } | null>(null);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((last) => last + 1), []);
  const has = seq !== null && (twins?.length ?? 0) > 0;
  useEffect(() => {
    if (!has) return;
    // A twin may have been deleted in another window.
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [has, again]);
  useEffect(() => {
    if (seq === null) return;
    let [late, timer] = [false, 0];
    void ask.effects(seq, SIDE).then((answer) => {
      if (late) return;
      if (answer.ok) setFound({ seq, effects: answer.value });
      const running = !answer.ok || answer.value.twins.some((each) => each.twins.some(isUnfinished));
      if (has) timer = window.setTimeout(again, running && !document.hidden ? RUNNING_MS : RESTING_MS);
    });
    return () => {
      late = true;
      window.clearTimeout(timer);
    };
  }, [ask, iteration, seq, moment, twins, has, round, again]);
  return { effects: found !== null && found.seq === seq ? found.effects : null, again };
}
