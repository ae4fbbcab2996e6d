import type { Command } from "@schema";
import { useState } from "react";
import { useActions, type Refused } from "../core/context";

export interface Attempt {
  /** Why the last command was refused; null where it was done. */
  readonly refused: Refused | null;
  readonly run: (command: Command) => Promise<void>;
  readonly dismiss: () => void;
}

/** Sends commands for a view that says in place why one was refused: see `Refused`. */
export function useAttempt(): Attempt {
  const { attempt } = useActions();
  const [refused, setRefused] = useState<Refused | null>(null);
  const run = async (command: Command) => setRefused(await attempt(command));
  return { refused, run, dismiss: () => setRefused(null) };
}
