import { useState } from "react";
import { entering, keepingMine, lookingAgain, NOTHING_ENTERED, overtaken, pending, type Same } from "../core/entered";
import type { Values } from "../core/schemaForm";

/** A form over values that others may change meanwhile. */
export interface EnteredForm {
  /** What the form shows: what was entered, elsewhere what stands there now. */
  readonly values: Values;
  /** What was entered: all that is to be sent. */
  readonly entered: Values;
  /** What a control stands for while nothing is entered in it, or stood for when something was. */
  readonly base: Values;
  /** What others have changed meanwhile, and is now so. */
  readonly overtaken: Values;
  readonly change: (next: Values) => void;
  readonly lookAgain: () => void;
  readonly keepMine: () => void;
}

/** `standing` is what stands there now: it may depend on what was entered, as parameters do on a strategy. `same` says which values mean the same. */
export function useEntered(standing: (entered: Values) => Values, same?: Same): EnteredForm {
  const [entered, setEntered] = useState(NOTHING_ENTERED);
  const now = standing(entered.values);
  const open = pending(entered, now, same);
  if (open !== entered) setEntered(open);
  return {
    values: { ...now, ...entered.values },
    entered: entered.values,
    base: { ...now, ...entered.over },
    overtaken: Object.fromEntries(overtaken(entered, now, same).map((name) => [name, now[name]])),
    change: (next) => setEntered(entering(entered, now, next)),
    lookAgain: () => setEntered(lookingAgain(entered, now)),
    keepMine: () => setEntered(keepingMine(entered, now)),
  };
}
