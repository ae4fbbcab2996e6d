/**
 * What is measured of candidates: its name, its unit, which way is better, and how values and differences of it read.
 * The one home of that: a study may make anything largest or smallest. Pure.
 *
 * The sign of a difference is that of the values: an advantage of −0.03 nats is a good one where the loss is made small.
 */
import type { Objective as Chosen } from "@schema";
import { decimal } from "./chartFormat";
import type { Collections } from "./records";
import { remembered, theStudy } from "./selectors";
import { whole } from "./words";

export type Direction = Chosen["direction"];

export interface Objective {
  /** The key of candidates' objectives. */
  readonly id: string;
  /** As it reads within a sentence. */
  readonly label: string;
  /** How it is measured, for a legend. */
  readonly measured: string;
  /** Of a value; empty where it is a plain number. */
  readonly unit: string;
  readonly direction: Direction;
  /** Counts are whole; a share's differences are told in percentage points. */
  readonly kind: "share" | "number" | "count";
  /** Whether it follows from the candidate alone, whatever the weights. */
  readonly fixed: boolean;
}

type Known = Partial<Omit<Objective, "id">> & Pick<Objective, "direction">;

const KNOWN: Readonly<Record<string, Known>> = {
  accuracy: { measured: "validation accuracy, inherited weights", direction: "maximize", kind: "share" },
  loss: { measured: "validation loss in nats, inherited weights", unit: "nats", direction: "minimize" },
  parameters: { measured: "parameters of the network on its own", direction: "minimize", kind: "count", fixed: true },
  madds: { label: "multiply-adds", measured: "multiply-adds for one image", direction: "minimize", kind: "count", fixed: true },
};

/** What studies search for unless they say otherwise. */
export const USUAL: Chosen = { name: "accuracy", direction: "maximize" };

/** An objective by its name; one that is not known here is a number of which more is better, unless `direction` says otherwise. */
export function objectiveOf(name: string, direction?: Direction): Objective {
  const known = KNOWN[name];
  return {
    id: name, label: name, measured: name, unit: "", kind: "number", fixed: false, ...known,
    direction: direction ?? known?.direction ?? "maximize",
  };
}

const chosen = remembered(({ name, direction }: Chosen) => objectiveOf(name, direction));

/** What the study searches for. */
export const theObjective = (records: Pick<Collections, "study">): Objective => chosen(theStudy(records)?.objective ?? USUAL);

/** Any objective as this study sees it: its own has the direction that it was given. */
export const objectiveIn = (study: { readonly objective: Chosen }, name: string): Objective =>
  name === study.objective.name ? chosen(study.objective) : objectiveOf(name);

/** `0.871`, `0.412 nats`, `20,480`; a dash where there is none. */
export function valueText({ kind, unit }: Objective, value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined) return "–";
  if (kind === "count") return whole(value);
  return unit ? `${decimal(value, digits)} ${unit}` : decimal(value, digits);
}

/** By what a difference is multiplied to be told, with how many digits, and in which unit. */
export function differenceScale({ kind, unit }: Objective): { readonly factor: number; readonly digits: number; readonly unit: string } {
  if (kind === "share") return { factor: 100, digits: 1, unit: "points" };
  return { factor: 1, digits: kind === "count" ? 0 : 3, unit };
}

/** A difference with its sign and its standard error: `+2.1 ± 0.4 points`, `−0.031 nats`. */
export function differenceText(objective: Objective, difference: number | null, stderr: number | null = null): string {
  if (difference === null) return "no evidence yet";
  const { factor, digits, unit } = differenceScale(objective);
  const figure = (value: number) => (objective.kind === "count" ? whole(value) : (value * factor).toFixed(digits));
  const error = stderr === null ? "" : ` ± ${figure(stderr)}`;
  return `${difference < 0 ? "−" : "+"}${figure(Math.abs(difference))}${error}${unit && ` ${unit}`}`;
}

/** The same, and whether it is good where its sign alone would mislead: `−0.031 nats, better`. */
export function judgedText(objective: Objective, difference: number | null, stderr: number | null = null): string {
  const text = differenceText(objective, difference, stderr);
  return difference === null || difference === 0 || objective.direction === "maximize" ? text : `${text}, ${difference < 0 ? "better" : "worse"}`;
}

/** A difference turned so that more is better. */
export const gain = ({ direction }: Pick<Objective, "direction">, difference: number): number =>
  direction === "maximize" ? difference : -difference;

/** Compares two values for a sort: the better first. */
export const betterFirst = (objective: Pick<Objective, "direction">, a: number, b: number): number => gain(objective, b - a);

/** `more is better` or `less is better`. */
export const betterWords = ({ direction }: Pick<Objective, "direction">): string => (direction === "maximize" ? "more is better" : "less is better");

/** What an advantage is, for tooltips. */
export function advantageMeaning(objective: Objective): string {
  const { unit } = differenceScale(objective);
  const told = unit === "points" ? ", in percentage points" : unit && `, in ${unit}`;
  const way = objective.direction === "maximize" ? "" : "; below zero is good, since less is better";
  return `mean ${objective.label} of the evaluated candidates that contain the path, less that of those that could have and do not${told}${way}`;
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
