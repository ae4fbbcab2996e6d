/** How long work has taken and will take, from what its finished parts took. Pure. */
import type { JobRecord, Progress, RunRecord } from "@schema";
import type { Connection } from "./context";
import type { Collection } from "./records";
import { epochsByRun, type Job } from "./selectors";

/** A job as countable parts: what the finished ones took in seconds, how many there are in all, if that is known. */
export type Work = Readonly<{
  part: "epoch" | "iteration" | "candidate" | "step";
  /** With the share of the part that is under way, where that is known. */
  done: number;
  total: number | null;
  took: readonly number[];
}>;

type Sources = Readonly<{
  iterations: Collection<"iterations">;
  epochs: Collection<"epochs">;
  runs: Collection<"runs">;
}>;

/** An estimate rests on so many of the latest parts: enough to be steady, few enough to follow a change. */
const RECENT = 9;

/** How much of a run is done, in epochs. Progress that speaks of another time than the records is passed over. */
export function epochsDone(finished: number, run: Pick<RunRecord, "epochs">, progress: Progress | undefined): number {
  const within = progress?.total ? (progress.done / progress.total) * run.epochs : finished;
  return within >= finished && within <= finished + 1 ? within : finished;
}

/** What a job has to do. Of a search only whole iterations count. */
export function workOf({ id, job }: Job, progress: Readonly<Record<string, Progress>>, sources: Sources): Work {
  const told = progress[id];
  if (job.kind === "search") return { part: "iteration", done: job.done, total: job.total, took: iterationsOf(job, sources) };
  if (job.kind === "training" || job.kind === "final") return training(job, told, sources);
  const share = told?.total ? told.done / told.total : 0;
  if (job.kind === "evaluation") return { part: "candidate", done: share * (job.total ?? 0), total: job.total, took: [] };
  return { part: "step", done: told?.done ?? 0, total: told?.total ?? null, took: [] };
}

function iterationsOf(job: JobRecord, { iterations }: Sources): number[] {
  const all = Object.values(iterations).sort((a, b) => a.index - b.index);
  return job.done === 0 ? [] : all.slice(-job.done).map(({ seconds }) => seconds);
}

/** A final job trains several candidates, each as long. */
function training(job: JobRecord, told: Progress | undefined, { epochs, runs }: Sources): Work {
  const run = job.run === null ? undefined : runs[job.run];
  const each = run?.epochs ?? job.total ?? 0;
  const took = (epochsByRun(epochs).get(job.run ?? "") ?? []).map(({ seconds }) => seconds);
  const here = epochsDone(took.length, { epochs: each }, told);
  if (job.kind === "training") return { part: "epoch", done: here, total: job.total, took };
  // Between two candidates the job counts the first as done while its run is still named.
  const before = run && run.state !== "running" && run.state !== "paused" ? job.done - 1 : job.done;
  return { part: "epoch", done: Math.max(0, before) * each + here, total: job.total === null ? null : job.total * each, took };
}

/** The middle one of the latest durations: one slow part does not move it. Null before the first. */
export function typical(took: readonly number[]): number | null {
  const recent = took.slice(-RECENT).sort((a, b) => a - b);
  if (recent.length === 0) return null;
  const middle = (recent.length - 1) / 2;
  return (recent[Math.floor(middle)]! + recent[Math.ceil(middle)]!) / 2;
}

/** What is remembered of the running job from one look to the next; moments in milliseconds. */
export type Pace = Readonly<{
  job: string | null;
  now: number;
  running: boolean;
  /** Since when the part that is under way is. */
  since: number;
  finished: number;
  /** Where the job was when it was first seen: measures the pace of work whose parts tell no durations. */
  first: Readonly<{ done: number; at: number }>;
  done: number;
  /** When it will be over; null while that is not known. */
  end: number | null;
  elapsed: number | null;
  left: number | null;
  /** Seconds that a part takes; null while that is not known. */
  each: number | null;
}>;

/** Whether the clock of a job goes: not in the past, nor while nobody knows whether the job goes on. */
export const isTicking = (state: JobRecord["state"] | undefined, moment: number | null, connection: Connection): boolean =>
  state === "running" && moment === null && connection === "live";

export type Look = Readonly<{ job: string | null; work: Work | null; running: boolean; now: number }>;

export const NO_PACE: Pace = {
  job: null, now: 0, running: false, since: 0, finished: 0, first: { done: 0, at: 0 }, done: 0,
  end: null, elapsed: null, left: null, each: null,
};

/** A pace measured over less than this is chance. */
const SHORTEST_MS = 2000;
/** How far an end moves towards a new estimate: the shown time follows without jumping. */
const SHARE = 0.3;
/** An estimate that is off by more than this share of what is left is taken over at once. */
const OFF = 0.5;

/** The pace after another look at the job. */
export function looked(before: Pace, { job, work, running, now }: Look): Pace {
  if (job === null || work === null) return NO_PACE;
  const kept = before.job === job ? before : firstSeen(job, work, now);
  // While the job rests, its moments move on with the clock.
  const rest = kept.running ? 0 : now - kept.now;
  const since = work.took.length === kept.finished ? kept.since + rest : now;
  const first = { ...kept.first, at: kept.first.at + rest };
  const each = typical(work.took) ?? observed(first, work.done, now);
  const moved = work.done !== kept.done || kept.end === null;
  const end = moved ? steadied(kept.end, each, work, now) : kept.end + rest;
  const spent = work.took.reduce((sum, seconds) => sum + seconds, 0);
  return {
    job, now, running, since, finished: work.took.length, first, done: work.done, end, each,
    elapsed: spent + (now - since) / 1000,
    left: end === null || work.total === null || work.done >= work.total ? null : Math.max(1, (end - now) / 1000),
  };
}

function firstSeen(job: string, { done, took }: Work, now: number): Pace {
  return { ...NO_PACE, job, now, since: now, finished: took.length, first: { done, at: now }, done };
}

function observed(first: Pace["first"], done: number, now: number): number | null {
  const parts = done - first.done;
  return parts > 0 && now - first.at >= SHORTEST_MS ? (now - first.at) / 1000 / parts : null;
}

function steadied(end: number | null, each: number | null, { done, total }: Work, now: number): number | null {
  if (each === null || total === null) return null;
  const estimate = now + each * (total - done) * 1000;
  if (end === null || Math.abs(estimate - end) > OFF * Math.max(estimate - now, 4000)) return estimate;
  return end + SHARE * (estimate - end);
}
