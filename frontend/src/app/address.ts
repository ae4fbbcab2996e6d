/** The address says what is on screen, without a step back for each change. */
import { seldom } from "./seldom";

/** Safari refuses more than a hundred changes in half a minute: a burst and what comes after it stay below. */
const BURST = 20;
const EVERY_MS = 400;

const address = seldom((query: string) => history.replaceState(history.state, "", `${location.pathname}?${query}`), BURST, EVERY_MS);

export const show = address.put;
/** The query part as it is, or will be in a moment. */
export const shown = (): string => address.waiting() ?? location.search;
/** Brings the address up to date: before it is read by others, or left. */
export const settle = address.flush;
/** Where the browser has left it already. */
export const drop = address.drop;
