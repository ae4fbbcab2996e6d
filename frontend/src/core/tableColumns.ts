/** What the candidates table can show of a candidate, column by column: value, words, unit, meaning. Pure. */
import type { CandidateRecord, Catalogue, Objective, RunRecord } from "@schema";
import { decimal } from "./chartFormat";
import { ORIGINS, shortId } from "./names";
import { objectiveIn, USUAL, valueText } from "./objective";
import type { Collection } from "./records";
import { remembered } from "./selectors";
import { whole } from "./words";

/** A candidate as the table sees it, with what other records say of it. */
export interface Entry {
  readonly id: string;
  readonly candidate: CandidateRecord;
  /** Its own network's latest finished run. */
  readonly final: RunRecord | null;
  /** The version of the template's weights in force. */
  readonly weights: number;
}

/** What can be ordered; null comes last either way. */
export type Cell = number | string | null;

export interface Column {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  /** In pixels. */
  readonly width: number;
  readonly numeric: boolean;
  /** The order that a first click gives: what people look for comes first. */
  readonly first: Direction;
  readonly value: (entry: Entry) => Cell;
  readonly text: (entry: Entry) => string;
}

export type Direction = "up" | "down";

const NONE = "–";

const numeric = (value: (entry: Entry) => number | null, format: (value: number) => string) => ({
  numeric: true,
  value,
  text: (entry: Entry) => {
    const found = value(entry);
    return found === null ? NONE : format(found);
  },
});

const worded = (value: (entry: Entry) => string | null) => ({
  numeric: false,
  value,
  text: (entry: Entry) => value(entry) ?? NONE,
});

const ID: Column = {
  id: "candidate", name: "candidate", meaning: "The first digits of its id; the file has all of them.", width: 84, first: "up",
  ...worded(({ id }) => id), text: ({ id }) => shortId(id),
};

const testAccuracy = ({ final }: Entry): number | null => final?.metrics.test_accuracy ?? null;

const FIXED: readonly Column[] = [
  {
    id: "iteration", name: "iteration", meaning: "The search’s iteration that evaluated it first.", width: 72, first: "up",
    ...numeric(({ candidate }) => candidate.iteration, whole),
  },
  {
    id: "origin", name: "origin", meaning: "How the search came to it.", width: 112, first: "up",
    ...worded(({ candidate }) => ORIGINS[candidate.origin]),
  },
  {
    id: "parents", name: "parents", meaning: "The candidates that it was bred from.", width: 88, first: "up",
    ...worded(({ candidate }) => candidate.parents.join(" ") || null),
    text: ({ candidate }) => candidate.parents.map(shortId).join(" ") || NONE,
  },
  {
    id: "weights", name: "weights", meaning: "The version of the template’s weights that it was measured with.", width: 80, first: "down",
    ...numeric(({ candidate }) => candidate.weights, String),
    text: ({ candidate, weights }) => weightsWords(candidate.weights, weights),
  },
  {
    id: "paths", name: "paths", meaning: "How many paths it contains.", width: 56, first: "down",
    ...numeric(({ candidate }) => candidate.paths.length, whole),
  },
  {
    id: "feasible", name: "feasible", meaning: "Whether it obeys the study’s bounds.", width: 64, first: "up",
    ...worded(({ candidate }) => (candidate.feasible ? "yes" : "no")),
  },
  {
    id: "test", name: "test accuracy", meaning: "Of its own network, trained to the end and measured once on the test set, in [0, 1].", width: 112, first: "down",
    ...numeric(testAccuracy, (value) => decimal(value)),
  },
];

function weightsWords(version: number | null, current: number): string {
  if (version === null) return NONE;
  return version === current ? `v${version}` : `v${version}, old`;
}

/** Room for the name with the sign of its order; the usual ones together fit the panel as it opens. */
const WIDTHS: Readonly<Record<string, number>> = { loss: 60, parameters: 100, madds: 112 };

function objectiveColumn(name: string, entry: Catalogue["objectives"][number] | undefined, study: Study): Column {
  const objective = objectiveIn(study, name);
  return {
    id: name,
    name: (entry?.name ?? objective.label).toLowerCase(),
    meaning: entry?.description ?? `The objective ${name}.`,
    width: WIDTHS[name] ?? 88,
    first: bestFirst(objective),
    ...numeric(({ candidate }) => candidate.objectives[name] ?? null, (value) => valueText({ ...objective, unit: "" }, value)),
  };
}

/** The objectives that any candidate has, as one text, so that the columns change only when these do. */
export const objectivesPresent = remembered((candidates: Collection<"candidates">): string => {
  const names = new Set<string>();
  for (const id in candidates) for (const name in candidates[id]!.objectives) names.add(name);
  return [...names].join(" ");
});

type Study = { readonly objective: Objective };

/** Every column: the id, the catalogue's objectives and others that appear, then what else is known. */
export function columnsFor(objectives: Catalogue["objectives"], present: string, study: Study = { objective: USUAL }): readonly Column[] {
  const known = objectives.map(({ id }) => id);
  const others = present.split(" ").filter((name) => name !== "" && !known.includes(name));
  const named = [...known, ...others].map((name) => objectiveColumn(name, objectives.find(({ id }) => id === name), study));
  return [ID, ...named, ...FIXED];
}

/** The direction that has the best of an objective at the top. */
export const bestFirst = ({ direction }: Pick<Objective, "direction">): Direction => (direction === "maximize" ? "down" : "up");

/** Shown until somebody chooses, with the study's objective; the id always is. */
const USUAL_COLUMNS = ["accuracy", "loss", "parameters", "madds", "iteration", "origin", "test"];
export const usualColumns = (objective: string): string => [...new Set([objective, ...USUAL_COLUMNS])].join(".");

/** The columns that are chosen, in the table's order. */
export function chosenColumns(all: readonly Column[], chosen: string): readonly Column[] {
  const names = new Set(chosen.split("."));
  return all.filter(({ id }) => id === ID.id || names.has(id));
}
