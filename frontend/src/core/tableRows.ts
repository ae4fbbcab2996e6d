/** Which candidates the table shows, and in which order. Pure, and quick for 100,000 of them. */
import type { CandidateRecord, RunRecord } from "@schema";
import type { Collection } from "./records";
import { remembered } from "./selectors";
import type { Cell, Column, Direction, Entry } from "./tableColumns";

export const ONLY = ["all", "evaluated", "selected", "finished"] as const;
export type Only = (typeof ONLY)[number];

export interface Filters {
  readonly only: Only;
  readonly origin: CandidateRecord["origin"] | null;
  /** What a query is true of; null: no query. */
  readonly among: ReadonlySet<string> | null;
  /** The digits that an id begins with. */
  readonly prefix: string;
}

/** Each candidate's own network: the latest run that was trained to the end. */
export const finalRuns = remembered((runs: Collection<"runs">): ReadonlyMap<string, RunRecord> => {
  const done = Object.values(runs).filter((run) => run.purpose === "final" && run.state === "done");
  return new Map(done.flatMap((run) => (run.candidate === null ? [] : [[run.candidate, run] as const])));
});

/** The ids that pass every filter, in the order of the records. */
export function filtered(
  candidates: Collection<"candidates">,
  { only, origin, among, prefix }: Filters,
  selected: ReadonlySet<string>,
  finals: ReadonlyMap<string, RunRecord>,
): readonly string[] {
  const passes = (id: string, candidate: CandidateRecord): boolean =>
    (only !== "evaluated" || candidate.evaluated)
    && (only !== "selected" || selected.has(id))
    && (only !== "finished" || finals.has(id))
    && (origin === null || candidate.origin === origin)
    && (among === null || among.has(id))
    && id.startsWith(prefix);
  return Object.keys(candidates).filter((id) => passes(id, candidates[id]!));
}

export interface Order {
  readonly column: string;
  readonly direction: Direction;
}

/** The ids by a column's value; those without one come last either way, and of equals the smaller id first, as the best one is chosen. */
export function sorted(ids: readonly string[], entryOf: (id: string) => Entry, column: Column, direction: Direction): readonly string[] {
  const rows = ids.map((id) => ({ id, value: column.value(entryOf(id)) }));
  const turn = direction === "up" ? 1 : -1;
  rows.sort((a, b) => {
    const missing = Number(a.value === null) - Number(b.value === null);
    const order = a.value === null || b.value === null ? missing : turn * compared(a.value, b.value);
    return order || compared(a.id, b.id);
  });
  return rows.map(({ id }) => id);
}

function compared(a: NonNullable<Cell>, b: NonNullable<Cell>): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `accuracy.down` as the address holds it. */
export function orderOf(words: string): Order {
  const [column = "", direction] = words.split(".");
  return { column, direction: direction === "up" ? "up" : "down" };
}

export const orderWords = ({ column, direction }: Order): string => `${column}.${direction}`;

/** The order after a click on a column's head: its own first, then the other way. */
export function turned(order: Order, column: Column): Order {
  if (order.column !== column.id) return { column: column.id, direction: column.first };
  return { column: column.id, direction: order.direction === "up" ? "down" : "up" };
}

/** The ids from one to another as they are shown, both included. */
export function between(shown: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)];
  if (b < 0) return [];
  return a < 0 ? [to] : shown.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** What was typed, understood: the beginning of an id, or else a query; ids are of hexadecimal digits. */
export const isIdPrefix = (typed: string): boolean => /^[0-9a-f]{1,12}$/.test(typed);
