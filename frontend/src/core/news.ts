/**
 * What of a change is worth telling: a new best, a path whose effect turned, work that ended. Everything else that an
 * iteration brings is on screen already. Pure: from the records before and after to what to say.
 */
import type { JobRecord, RunRecord, ScoresRecord } from "@schema";
import { shortId } from "./names";
import { gain, theObjective, valueText } from "./objective";
import type { Collection, Collections } from "./records";
import { newestScores, remembered, theStudy } from "./selectors";

export const NEWS_KINDS = ["best", "crossing", "ended", "final"] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

export const NEWS_WORDS: Readonly<Record<NewsKind, string>> = {
  best: "A new best candidate",
  crossing: "A path’s effect changes sign",
  ended: "Training or search ended",
  final: "A final network is finished",
};

export interface News {
  readonly kind: NewsKind;
  readonly title: string;
  readonly text: string;
  /** What it is about, to be selected. */
  readonly candidate?: string;
  readonly paths?: readonly string[];
}

export type Signs = ReadonlyMap<string, 1 | -1>;

/** More names than this make a list that nobody reads. */
const NAMED = 3;

/**
 * What is new. `signs` holds the last certain sign of each path's advantage, so that a path that loses its effect and
 * then finds the opposite one is noticed too.
 */
export function newsBetween(before: Collections, after: Collections, signs: Signs, names: ReadonlyMap<string, string>): readonly News[] {
  return [...newBest(before, after), ...crossings(after, signs, names), ...ended(before.jobs, after.jobs), ...finals(before.runs, after.runs)];
}

function newBest(before: Collections, after: Collections): readonly News[] {
  const [old, now] = [theStudy(before), theStudy(after)];
  const candidate = now?.best_candidate;
  if (!candidate || !old?.best_candidate || candidate === old.best_candidate || old.weights !== now.weights) return [];
  const objective = theObjective(after);
  const value = (records: Collections, id: string) => records.candidates[id]?.objectives[objective.id];
  const [was, is] = [value(before, old.best_candidate), value(after, candidate)];
  // As good a candidate with a smaller id takes the place, and is no news.
  if (is == null || is === was) return [];
  // One digit more where three tell no difference.
  const digits = was != null && was.toFixed(3) === is.toFixed(3) ? 4 : 3;
  const former = was == null ? "" : `, was ${valueText(objective, was, digits)}`;
  const text = `${objective.label} ${valueText(objective, is, digits)}${former}, after iteration ${now.iteration}`;
  return [{ kind: "best", title: `New best: candidate ${shortId(candidate)}`, text, candidate }];
}

/** The signs of those paths whose advantage is larger than its standard error. */
const certain = remembered((scores: ScoresRecord): Signs => {
  const signs = new Map<string, 1 | -1>();
  scores.paths.forEach((path, i) => {
    const [advantage, stderr] = [scores.advantage[i] ?? null, scores.stderr[i] ?? null];
    if (advantage !== null && stderr !== null && Math.abs(advantage) > stderr) signs.set(path, advantage > 0 ? 1 : -1);
  });
  return signs;
});

/** What is certain now, and where nothing is, what was; the same map where there are no scores. */
export function signsAfter(signs: Signs, { scores }: Collections): Signs {
  const newest = newestScores(scores);
  return newest ? new Map([...signs, ...certain(newest)]) : signs;
}

function crossings(records: Collections, signs: Signs, names: ReadonlyMap<string, string>): readonly News[] {
  const { scores, paths } = records;
  const newest = newestScores(scores);
  if (!newest) return [];
  const objective = theObjective(records);
  const turned = [...certain(newest)].filter(([path, sign]) => (signs.get(path) ?? sign) !== sign && paths[path]?.state !== "removed");
  if (turned.length === 0) return [];
  const now = new Map(turned);
  const words = turned.slice(0, NAMED).map(([path, sign]) => `${names.get(path) ?? path} now ${gain(objective, sign) > 0 ? "helps" : "harms"}`);
  const more = turned.length > NAMED ? [`and ${turned.length - NAMED} more`] : [];
  const title = turned.length === 1 ? "The effect of a path changed sign" : `The effects of ${turned.length} paths changed sign`;
  return [{ kind: "crossing", title, text: [...words, ...more].join("; "), paths: [...now.keys()] }];
}

const ENDED: Partial<Record<JobRecord["kind"], string>> = { training: "Training", search: "Search" };
const over = (job: JobRecord | undefined): boolean => job !== undefined && ["done", "failed", "cancelled"].includes(job.state);

/** The wish to stop and the end may come in one patch; then it is known by what was left to do. */
function isStopped(before: JobRecord | undefined, job: JobRecord): boolean {
  if (job.state === "cancelled" || before?.requested === "stop") return true;
  return job.state === "done" && job.message === null && job.until == null && (job.total === null || job.done < job.total);
}

/** Work that came to its end by itself; what a person stopped is no news to anybody. */
function ended(before: Collection<"jobs">, after: Collection<"jobs">): readonly News[] {
  if (before === after) return [];
  return Object.entries(after).flatMap(([id, job]): readonly News[] => {
    const what = ENDED[job.kind];
    if (!what || over(before[id]) || !over(job) || isStopped(before[id], job)) return [];
    return [{ kind: "ended", title: `${what} ${job.state === "failed" ? "failed" : "finished"}`, text: job.message ?? "" }];
  });
}

function finals(before: Collection<"runs">, after: Collection<"runs">): readonly News[] {
  if (before === after) return [];
  const fresh = Object.entries(after).filter(([id, run]) => run.purpose === "final" && run.state === "done" && before[id]?.state !== "done");
  return fresh.map(([, run]) => ({ kind: "final", title: "Final network finished", text: measured(run), ...(run.candidate && { candidate: run.candidate }) }));
}

function measured({ candidate, metrics }: RunRecord): string {
  const { test_accuracy: accuracy, test_accuracy_low: low, test_accuracy_high: high } = metrics;
  const who = candidate ? `candidate ${shortId(candidate)}` : "its network";
  if (accuracy == null) return who;
  const interval = low == null || high == null ? "" : ` (${low.toFixed(3)}–${high.toFixed(3)})`;
  return `${who}: test accuracy ${accuracy.toFixed(3)}${interval}`;
}
