/** Commands whose refusal is shown where the gesture was made. */
import type { Command } from "@schema";
import { useRef, useState } from "react";
import { useActions, type Refused } from "../../core/context";

export interface InPlace {
  readonly refused: Refused | null;
  /** Sends commands one after the other up to the first refusal; true if all were done. One gesture at a time. */
  readonly run: (...commands: Command[]) => Promise<boolean>;
  readonly dismiss: () => void;
}

export function useInPlace(): InPlace {
  const { attempt } = useActions();
  const [refused, setRefused] = useState<Refused | null>(null);
  const busy = useRef(false);
  const run = async (...commands: Command[]) => {
    if (busy.current) return false;
    busy.current = true;
    try {
      for (const command of commands) {
        const refusal = await attempt(command);
        setRefused(refusal);
        if (refusal) return false;
      }
      return true;
    } finally {
      busy.current = false;
    }
  };
  return { refused, run, dismiss: () => setRefused(null) };
}
