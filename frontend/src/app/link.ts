/** How the connection is and was. */
import type { Connection } from "../core/context";

export interface Link {
  readonly state: Connection;
  /** When this state began, in milliseconds since 1970; a loss goes on until the page is live again. */
  readonly since: number;
  /** When the next try is due, where one is waited for. */
  readonly nextTry: number | null;
  /** Tries since the connection was lost. */
  readonly tries: number;
  /** How often the connection was lost since the page was opened. */
  readonly losses: number;
}

export const NOT_LINKED: Link = { state: "connecting", since: 0, nextTry: null, tries: 0, losses: 0 };

export function linked(before: Link, state: Connection, waitMs: number | null, now: number): Link {
  const nextTry = waitMs === null ? null : now + waitMs;
  if (state === before.state) return { ...before, nextTry, tries: before.tries + 1, since: before.since || now };
  return { state, since: now, nextTry, tries: 0, losses: before.losses + (state === "lost" ? 1 : 0) };
}

/** A duration in a few characters: '12 s', '3 min'. */
export function lasting(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
