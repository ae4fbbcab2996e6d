/** What was done and what came of it, in order, with how many evaluations there were then. Pure. */
import type { CandidateRecord, EvaluationRecord, InterventionRecord, Objective, RunRecord } from "@schema";
import { finalReports } from "./chartLoss";
import type { Table } from "./csv";
import { shortId } from "./names";
import { betterFirst, theObjective, USUAL, valueText } from "./objective";
import type { Collections } from "./records";

/** What an event is about, for highlighting and selecting. */
export type Touched = Readonly<{ paths: readonly string[]; candidates: readonly string[] }>;

/** A decision of somebody, or a milestone that followed. */
export type Happening = Readonly<{
  key: string;
  /** The number of its event in the log, where it is one and not what followed. */
  seq: number | null;
  kind: "decision" | "best" | "trained" | "finished";
  /** When, as the records say it; null where they do not. */
  at: string | null;
  who: string;
  words: string;
  evaluations: number;
  /** Whether it is a decision after which the search went on differently. */
  steers: boolean;
  undone: boolean;
  touched: Touched;
}>;

/** A measured improvement: after how many evaluations, by which candidate, to which value. */
export type Best = Readonly<{ evaluations: number; candidate: string; value: number; iteration: number | null }>;

/** The course under one version of the weights: from its first evaluation to its last. */
export type Stretch = Readonly<{ weights: number; from: number; to: number; bests: readonly Best[] }>;

export type Course = Readonly<{ stretches: readonly Stretch[]; total: number; predicted: number }>;

type Sources = Pick<Collections, "study" | "evaluations" | "candidates" | "iterations" | "runs" | "interventions">;

/**
 * How the best grew. Only what was measured and obeys the bounds counts; with other weights it begins anew, since
 * values under different weights cannot be compared. Evaluations come in the order in which they were made.
 */
export function courseOf(
  { objective = USUAL, evaluations, candidates }: Pick<Sources, "evaluations" | "candidates"> & { readonly objective: Objective | undefined },
): Course {
  const stretches: { weights: number; from: number; to: number; bests: Best[] }[] = [];
  let [index, predicted] = [0, 0];
  for (const evaluation of Object.values(evaluations)) {
    index += 1;
    if (evaluation.source === "prediction") predicted += 1;
    let last = stretches.at(-1);
    if (last?.weights !== evaluation.weights) {
      last = { weights: evaluation.weights, from: index, to: index, bests: [] };
      stretches.push(last);
    }
    last.to = index;
    const value = counted(evaluation, candidates[evaluation.candidate], objective.name);
    const before = last.bests.at(-1);
    if (value !== null && (before === undefined || betterFirst(objective, value, before.value) < 0)) {
      const { candidate, iteration } = evaluation;
      last.bests.push({ evaluations: index, candidate, value, iteration });
    }
  }
  return { stretches, total: index, predicted };
}

/** The objective of an evaluation that may be the best; else null. */
function counted(evaluation: EvaluationRecord, candidate: CandidateRecord | undefined, name: string): number | null {
  if (evaluation.source === "prediction" || candidate?.feasible === false) return null;
  return evaluation.objectives[name] ?? null;
}

const NOTHING: Touched = { paths: [], candidates: [] };

/** What a decision changed: paths that it set or edited, members of the regions that it made or dropped. */
function touchedBy({ change, edit }: InterventionRecord): Touched {
  if (edit) return { paths: Object.keys(edit.after.paths), candidates: [] };
  if (!change) return NOTHING;
  const regions = Object.entries(change.after.regions);
  const members = regions.flatMap(([id, region]) => (region ?? change.before.regions[id])?.candidates ?? []);
  return { paths: Object.keys(change.after.states), candidates: [...new Set(members)] };
}

function decision(record: InterventionRecord): Happening {
  const { seq, at, actor, summary, evaluations, steers, undone } = record;
  return { key: `i${seq}`, seq, kind: "decision", at, who: actor, words: summary, evaluations, steers, undone, touched: touchedBy(record) };
}

/** The last improvement of each iteration: the others lasted for moments only. */
function bestsOf(course: Course, { iterations, study }: Sources): Happening[] {
  const objective = theObjective({ study });
  return course.stretches.flatMap(({ weights, bests }) =>
    bests
      .filter((best, index) => best.iteration === null || bests[index + 1]?.iteration !== best.iteration)
      .map(({ evaluations, candidate, value, iteration }) => ({
        key: `b${weights}.${evaluations}`,
        seq: null,
        kind: "best" as const,
        at: (iteration === null ? null : iterations[iteration - 1]?.at) ?? null,
        who: iteration === null ? "evaluation" : "search",
        words: `New best ${shortId(candidate)}: ${objective.label} ${valueText(objective, value)}`,
        evaluations,
        steers: false,
        undone: false,
        touched: { paths: [], candidates: [candidate] },
      })),
  );
}

/** While a network is trained nothing is evaluated: the count is that of the last decision before the end. */
function countAt(at: string, decisions: readonly Happening[]): number {
  return decisions.reduce((count, each) => (each.at !== null && each.at <= at ? Math.max(count, each.evaluations) : count), 0);
}

function runsEnded({ runs }: Sources, decisions: readonly Happening[]): Happening[] {
  const reports = new Map(finalReports(runs).map(({ run, text }) => [run, text]));
  return Object.entries(runs).flatMap(([id, run]) => {
    if (run.state !== "done" || run.ended_at === null) return [];
    const said = run.purpose === "template" ? trained(run) : reports.get(id);
    if (said === undefined) return [];
    return [
      {
        key: `r${id}`,
        seq: null,
        kind: run.purpose === "template" ? ("trained" as const) : ("finished" as const),
        at: run.ended_at,
        who: "training",
        words: said.charAt(0).toUpperCase() + said.slice(1),
        evaluations: countAt(run.ended_at, decisions),
        steers: false,
        undone: false,
        touched: { paths: [], candidates: [run.candidate ?? []].flat() },
      },
    ];
  });
}

const trained = ({ weights }: RunRecord): string => `template trained: version ${weights ?? 0} of the weights`;

/** Everything that happened, oldest first. */
export function happenings(sources: Sources, course: Course): Happening[] {
  const decisions = Object.values(sources.interventions)
    .sort((a, b) => a.seq - b.seq)
    .map(decision);
  const all = [...decisions, ...runsEnded(sources, decisions), ...bestsOf(course, sources)];
  // The count never falls, and everything has one; what has no moment came with its evaluation. Sorting is stable.
  return all.sort((a, b) => a.evaluations - b.evaluations || (a.at ?? "").localeCompare(b.at ?? ""));
}

/** The events as a table, for a file. */
export function timelineTable(events: readonly Happening[]): Table {
  const columns = ["event", "at", "who", "kind", "what", "evaluations", "undone"];
  return { columns, rows: events.map(({ seq, at, who, kind, words, evaluations, undone }) => [seq, at, who, kind, words, evaluations, undone]) };
}

/** The best so far as a table: a row for each improvement. */
export function courseTable(course: Course, objective: string): Table {
  const columns = ["evaluations", "weights", "iteration", "candidate", objective];
  const rows = course.stretches.flatMap(({ weights, bests }) =>
    bests.map(({ evaluations, iteration, candidate, value }) => [evaluations, weights, iteration, candidate, value]),
  );
  return { columns, rows };
}

/** A moment as people read it in a list: the time of today, the date of an older day. */
export function momentText(at: string | null, nowMs: number): string {
  if (at === null) return "–";
  const moment = new Date(at);
  const today = moment.toDateString() === new Date(nowMs).toDateString();
  if (today) return moment.toLocaleTimeString("en-GB");
  return moment.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(old(moment, nowMs) && { year: "numeric" }) });
}

const old = (moment: Date, nowMs: number): boolean => moment.getFullYear() !== new Date(nowMs).getFullYear();
