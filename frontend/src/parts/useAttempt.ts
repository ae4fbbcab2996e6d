import type { Command } from "@schema";
import { useMemo, useState } from "react";
import { useActions, useStudy, type Refused } from "../core/context";

export interface Attempt {
  /** Why the last command was refused; null where it was done. */
  readonly refused: Refused | null;
  /** Sends commands one after the other up to the first refusal; true if all were done. */
  readonly run: (...commands: readonly Command[]) => Promise<boolean>;
  /** Says why nothing was sent. */
  readonly tell: (refused: Refused) => void;
  readonly dismiss: () => void;
}

type Sent = (command: Command) => Promise<Refused | null>;

/** Commands whose refusal is said where the gesture was made: see `Refused`. */
export function useAttempt(): Attempt {
  const { attempt } = useActions();
  const moment = useStudy((s) => s.moment);
  const [told, tell] = useState<{ readonly refused: Refused | null; readonly of: number | null }>({ refused: null, of: null });
  // What was refused of another moment says nothing of the one that is looked at.
  const gestures = useMemo(() => answering(attempt, (refused) => tell({ refused, of: moment })), [attempt, moment]);
  return { refused: told.of === moment ? told.refused : null, ...gestures };
}

/** Gestures of one place, whose refusals are told by `show`. */
export function answering(attempt: Sent, show: (refused: Refused | null) => void): Omit<Attempt, "refused"> {
  let told: Refused | null = null;
  let last: { readonly words: string; readonly answer: Promise<boolean> } | null = null;
  const tell = (refused: Refused | null) => {
    told = refused;
    show(refused);
  };
  const answered = async (commands: readonly Command[]) => {
    const before = told;
    const refusal = await upToRefusal(commands, attempt);
    // What was done ends an older refusal, not that of a gesture which was still on its way.
    if (refusal || told === before) tell(refusal);
    return refusal === null;
  };
  const run: Attempt["run"] = (...commands) => {
    const words = JSON.stringify(commands);
    // A double click asks for the same thing twice and means it once: both get the one answer.
    if (words === last?.words) return last.answer;
    const sent = { words, answer: answered(commands) };
    last = sent;
    return sent.answer.finally(() => {
      if (last === sent) last = null;
    });
  };
  return { run, tell, dismiss: () => tell(null) };
}

async function upToRefusal(commands: readonly Command[], attempt: Sent): Promise<Refused | null> {
  for (const command of commands) {
    const refused = await attempt(command);
    if (refused) return refused;
  }
  return null;
}
