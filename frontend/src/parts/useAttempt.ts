import type { Command } from "@schema";
import { useCallback, useRef, useState } from "react";
import { useActions, type Refused } from "../core/context";

export interface Attempt {
  /** Why the last command was refused; null where it was done. */
  readonly refused: Refused | null;
  /** Sends commands one after the other up to the first refusal; true if all were done. */
  readonly run: (...commands: readonly Command[]) => Promise<boolean>;
  /** Says why nothing was sent. */
  readonly tell: (refused: Refused) => void;
  readonly dismiss: () => void;
}

/** Commands whose refusal is said where the gesture was made: see `Refused`. */
export function useAttempt(): Attempt {
  const { attempt } = useActions();
  const [refused, setRefused] = useState<Refused | null>(null);
  const onItsWay = useRef("");
  const run = useCallback(
    async (...commands: readonly Command[]) => {
      const words = JSON.stringify(commands);
      // A double click asks for the same thing twice and means it once.
      if (words === onItsWay.current) return false;
      onItsWay.current = words;
      const refusal = await upToRefusal(commands, attempt);
      // Of gestures that follow fast the last one is answered.
      if (words === onItsWay.current) {
        onItsWay.current = "";
        setRefused(refusal);
      }
      return refusal === null;
    },
    [attempt],
  );
  const dismiss = useCallback(() => setRefused(null), []);
  return { refused, run, tell: setRefused, dismiss };
}

async function upToRefusal(commands: readonly Command[], attempt: (command: Command) => Promise<Refused | null>): Promise<Refused | null> {
  for (const command of commands) {
    const refused = await attempt(command);
    if (refused) return refused;
  }
  return null;
}
