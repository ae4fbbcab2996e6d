import type { Command } from "@schema";
import { useState } from "react";
import { useActions, type Refused } from "../../core/context";

/** Sends commands and keeps why the last one was refused, to be shown where it was asked for. */
export function useAttempt() {
  const actions = useActions();
  const [refused, setRefused] = useState<Refused | null>(null);
  const attempt = async (command: Command) => {
    setRefused(await actions.attempt(command));
  };
  return { attempt: (command: Command) => void attempt(command), refused };
}

/** The server's own words, beside what was refused. */
export function RefusedHere({ refused }: { readonly refused: Refused | null }) {
  return (
    <p className="property-refused error" role="alert">
      {refused?.text}
    </p>
  );
}
