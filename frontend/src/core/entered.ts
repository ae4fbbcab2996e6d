/** What a person enters over values that others may change meanwhile. Pure. */
import type { Values } from "./schemaForm";

export interface Entered {
  /** What was entered, by name: nothing else is sent. */
  readonly values: Values;
  /** What stood there when it was entered. */
  readonly over: Values;
}

export const NOTHING_ENTERED: Entered = { values: {}, over: {} };

/** Whether two values of a form say the same. */
export type Same = (a: unknown, b: unknown) => boolean;

const isSame: Same = (a, b) => Object.is(a, b) || (typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b));
const only = (values: Values, keep: (name: string) => boolean): Values => Object.fromEntries(Object.entries(values).filter(([name]) => keep(name)));

/** After the form shows `next` instead of what it showed; what is as it stands now counts as not entered. */
export function entering({ values, over }: Entered, now: Values, next: Values): Entered {
  const differs = (name: string) => !isSame(next[name], name in values ? over[name] : now[name]);
  const mine = only(next, (name) => differs(name));
  return { values: mine, over: Object.fromEntries(Object.keys(mine).map((name) => [name, name in values ? over[name] : now[name]])) };
}

/**
 * Without what has come to stand there, by this form or another; the same where nothing has. Where the form holds text,
 * `same` says which texts mean the same, so that what was sent is known again however it was written.
 */
export function pending(entered: Entered, now: Values, same = isSame): Entered {
  const open = (name: string) => isSame(now[name], entered.over[name]) || !same(now[name], entered.values[name]);
  return Object.keys(entered.values).every(open) ? entered : { values: only(entered.values, open), over: only(entered.over, open) };
}

/** Where somebody else has changed what was entered over, to something else than that. */
export const overtaken = ({ values, over }: Entered, now: Values, same = isSame): readonly string[] =>
  Object.keys(values).filter((name) => !isSame(now[name], over[name]) && !same(now[name], values[name]));

/** Without what was overtaken. */
export function lookingAgain(entered: Entered, now: Values): Entered {
  const gone = overtaken(entered, now);
  const stays = (name: string) => !gone.includes(name);
  return { values: only(entered.values, stays), over: only(entered.over, stays) };
}

/** What was entered stands, in the knowledge of what is there now. */
export const keepingMine = ({ values }: Entered, now: Values): Entered => ({
  values, over: Object.fromEntries(Object.keys(values).map((name) => [name, now[name]])),
});
