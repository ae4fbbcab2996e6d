/**
 * The one selection model. Every view reads it and changes it through the store; no view calls another. What is
 * selected is written into the address, what is hovered is not.
 */
import type { CandidateRecord } from "@schema";
import type { Collection, Collections } from "./records";

export type ViewName = "lego" | "map" | "information" | "chart" | "properties" | "timeline" | "candidates" | "bar";

/** What the pointer or the keyboard is at, and in which view, so that a view can tell its own hover from others'. */
export interface Hover {
  readonly kind: "path" | "candidate" | "cell";
  readonly ids: readonly string[];
  readonly source: ViewName;
}

/**
 * What is selected. `cell` is the one that is opened as a board. Of `candidates` the first is the one in view when
 * there is only one; `secondCandidate` is compared with it.
 */
export interface Selection {
  readonly paths: readonly string[];
  readonly candidates: readonly string[];
  readonly cell: string | null;
  readonly secondCandidate: string | null;
}

export const NOTHING_SELECTED: Selection = { paths: [], candidates: [], cell: null, secondCandidate: null };

/** Escape: nothing is selected any more, but the opened cell stays open. */
export const cleared = (selection: Selection): Selection => ({ ...NOTHING_SELECTED, cell: selection.cell });

/** The selection without what is no longer there; the same object where all of it is. */
export function stillThere(selection: Selection, records: Collections): Selection {
  const paths = kept(selection.paths, records.paths);
  const candidates = kept(selection.candidates, records.candidates);
  const cell = selection.cell !== null && records.cells[selection.cell] ? selection.cell : null;
  const { secondCandidate } = selection;
  const second = secondCandidate !== null && records.candidates[secondCandidate] ? secondCandidate : null;
  const same = paths === selection.paths && candidates === selection.candidates && cell === selection.cell
    && second === secondCandidate;
  return same ? selection : { paths, candidates, cell, secondCandidate: second };
}

/** The hover without what is no longer there, null where nothing of it is; the same object where all of it is. */
export function hoverStillThere(hover: Hover | null, records: Collections): Hover | null {
  if (hover === null) return null;
  const ids = kept(hover.ids, records[COLLECTIONS[hover.kind]]);
  if (ids === hover.ids) return hover;
  return ids.length > 0 ? { ...hover, ids } : null;
}

const COLLECTIONS = { path: "paths", candidate: "candidates", cell: "cells" } as const;

function kept(ids: readonly string[], collection: Readonly<Record<string, unknown>>): readonly string[] {
  return ids.every((id) => id in collection) ? ids : ids.filter((id) => id in collection);
}

/** Whether two hovers say the same. */
export function sameHover(a: Hover | null, b: Hover | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.source === b.source && a.ids.length === b.ids.length
    && a.ids.every((id, i) => id === b.ids[i]);
}

export type Gesture = "replace" | "add" | "subtract" | "toggle";

/** A set of ids after a gesture; an unchanged set keeps its identity. */
export function combined(now: readonly string[], ids: readonly string[], gesture: Gesture): readonly string[] {
  const mine = new Set(now);
  const theirs = new Set(ids);
  if (gesture === "replace") return same(now, theirs) ? now : [...theirs];
  const kept = gesture === "add" ? now : now.filter((id) => !theirs.has(id));
  const added = gesture === "subtract" ? [] : [...theirs].filter((id) => !mine.has(id));
  return kept.length === now.length && added.length === 0 ? now : [...kept, ...added];
}

function same(now: readonly string[], ids: ReadonlySet<string>): boolean {
  return now.length === ids.size && now.every((id) => ids.has(id));
}

/** What is lit while everything else is dimmed: one candidate, or two with what they share and where they differ. */
export interface Viewed {
  readonly first: string;
  readonly second: string | null;
  readonly paths: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

/** The candidates in view: the hovered one before the selected one; null where nothing is to be dimmed. */
export function viewed(
  hover: Hover | null, selection: Selection, candidates: Collection<"candidates">,
): Viewed | null {
  const hovered = hover?.kind === "candidate" && hover.ids.length === 1 ? hover.ids[0] : undefined;
  const selected = selection.candidates.length === 1 ? selection.candidates[0] : undefined;
  const first = hovered ?? selected;
  if (first === undefined || !candidates[first]) return null;
  const second = hovered === undefined ? selection.secondCandidate : null;
  return together(first, second !== null && candidates[second] ? second : null, candidates);
}

function together(first: string, second: string | null, candidates: Collection<"candidates">): Viewed {
  const mine = pathsOf(candidates[first]);
  const theirs = second === null ? mine : pathsOf(candidates[second]);
  return {
    first,
    second,
    paths: new Set([...mine, ...theirs]),
    shared: new Set([...mine].filter((id) => theirs.has(id))),
  };
}

const pathsOf = (candidate: CandidateRecord | undefined): ReadonlySet<string> => new Set(candidate?.paths);

/** Ids longer than this in all would make an address that not every program carries. */
const LONGEST = 1500;

/** The selection as the query part of an address, beside what else is there. */
export function toAddress(selection: Selection, query: string): string {
  const words = new URLSearchParams(query);
  const put = (name: string, value: string) => {
    if (value && value.length <= LONGEST) words.set(name, value);
    else words.delete(name);
  };
  put("cell", selection.cell ?? "");
  put("paths", selection.paths.join("."));
  put("candidates", selection.candidates.join("."));
  put("second", selection.secondCandidate ?? "");
  return words.toString();
}

/** The selection that an address holds. */
export function fromAddress(query: string): Selection {
  const words = new URLSearchParams(query);
  const list = (name: string) => (words.get(name) ?? "").split(".").filter(Boolean);
  return {
    cell: words.get("cell"),
    paths: list("paths"),
    candidates: list("candidates"),
    secondCandidate: words.get("second"),
  };
}
