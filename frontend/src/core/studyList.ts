/** The list of studies as a person asks for it: filtered, ordered, and how far each is in words. Pure. */
import type { StudySummary } from "@schema";
import { betterFirst, objectiveOf, USUAL, valueText } from "./objective";

export const COLUMNS = ["name", "dataset", "template", "trained_epochs", "iteration", "evaluations", "best", "created_at"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** Newest first, as the server has it. */
export const NEWEST: Order = { by: "created_at", down: true };

const TEXTS: readonly Column[] = ["name", "dataset", "template"];

/** The order after a press on a column's head: names from A, numbers from the largest, and the other way round again. */
export const pressed = (order: Order, by: Column): Order =>
  order.by === by ? { by, down: !order.down } : { by, down: !TEXTS.includes(by) };

/** Those with every word in their name, data set, template or phase; a study without a value comes last either way. */
export function listed(studies: readonly StudySummary[], words: string, order: Order): readonly StudySummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const said = ({ name, dataset, template, phase, twin_of }: StudySummary) =>
    `${name} ${dataset} ${template} ${phase} ${twin_of === null ? "" : "unattended twin"}`.toLowerCase();
  const found = studies.filter((study) => wanted.every((word) => said(study).includes(word)));
  if (order.by === "best") return found.sort((a, b) => byBest(a, b, order.down));
  return found.sort((a, b) => compared(a[order.by], b[order.by], order.down));
}

/** The best first, or last, among the studies of one objective; those of different ones cannot be compared. */
function byBest(a: StudySummary, b: StudySummary, first: boolean): number {
  if (a.best === null || b.best === null) return Number(a.best === null) - Number(b.best === null);
  if (a.objective.name !== b.objective.name) return a.objective.name.localeCompare(b.objective.name);
  return (first ? 1 : -1) * betterFirst(a.objective, a.best, b.best);
}

/** The best value; its objective is named where it is not the usual one. */
export function bestText({ best, objective: { name, direction } }: StudySummary): string {
  const objective = objectiveOf(name, direction);
  return best === null || name === USUAL.name ? valueText(objective, best) : `${objective.label} ${valueText(objective, best)}`;
}

function compared(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const way = down ? -1 : 1;
  return way * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
}

export const ACTIVE: readonly StudySummary["phase"][] = ["training", "searching", "finalizing"];

const UNITS: Partial<Record<StudySummary["phase"], string>> = { training: "epoch", searching: "iteration", finalizing: "network" };

export interface Progress {
  readonly words: string;
  /** In [0, 1]; null where nobody knows the end. */
  readonly share: number | null;
}

/** Such as 'training, epoch 3 of 10': what runs, and how far it is. */
export function progressOf({ phase, done, total, trained_epochs, evaluations }: StudySummary): Progress {
  const unit = UNITS[phase];
  if (phase === "paused") return { words: "paused", share: total ? (done ?? 0) / total : null };
  if (!unit) return { words: idle(phase, trained_epochs, evaluations), share: null };
  const now = (done ?? 0) + 1;
  if (!total) return { words: `${phase}, ${unit} ${now}`, share: null };
  return { words: `${phase}, ${unit} ${Math.min(now, total)} of ${total}`, share: (done ?? 0) / total };
}

function idle(phase: StudySummary["phase"], epochs: number, evaluations: number): string {
  if (phase === "failed") return "failed";
  return epochs === 0 ? "new" : evaluations === 0 ? "trained" : "searched";
}

/** How many unattended twins each study has that is compared with some. */
export function twinsOf(studies: readonly StudySummary[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { twin_of } of studies) if (twin_of !== null) counts.set(twin_of, (counts.get(twin_of) ?? 0) + 1);
  return counts;
}

/** What is said where a study with twins is about to be deleted; empty where it has none. */
export function leftBehind(twins: number): string {
  if (twins === 0) return "";
  return twins === 1 ? "Its unattended twin stays, with nothing to be compared with." : `Its ${twins} unattended twins stay, with nothing to be compared with.`;
}

/** What a twin is one of; `of` is missing where that study was deleted, or never was here. */
export function twinMeaning(of: StudySummary | undefined): string {
  const made = "made to compare a study with, it is searched on without one of its events";
  return of ? `Unattended twin of “${of.name}”: ${made}` : `Unattended twin: ${made}. That study was deleted, or is not on this server`;
}

/** A few letters of the id for each study that has its name in common with another, such as a copy that was imported. */
export function toldApart(studies: readonly StudySummary[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of studies) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(studies.filter(({ name }) => (counts.get(name) ?? 0) > 1).map(({ id }) => [id, id.slice(0, 4)]));
}
