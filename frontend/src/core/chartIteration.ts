/** What the iteration counter says, from records and progress alone. Pure. */
import type { EpochRecord, IterationRecord, JobRecord, Progress, StudyRecord } from "@schema";
import { count, counted, decimal, duration } from "./chartFormat";

export type RunningJob = Readonly<{
  id: string;
  kind: JobRecord["kind"];
  state: JobRecord["state"];
  message: string;
  done: number;
  total: number | null;
}>;

export type IterationStatus = Readonly<{
  iteration: number;
  target: number | null;
  evaluations: number;
  best: number | null;
  secondsLeft: number | null;
  job: RunningJob | null;
}>;

type Collection<Item> = Readonly<Record<string, Item>>;
type Sources = Readonly<{
  study: StudyRecord;
  best: number | null;
  jobs: Collection<JobRecord>;
  iterations: Collection<IterationRecord>;
  epochs: Collection<EpochRecord>;
  progress: Collection<Progress>;
}>;

/** Work that people wait for, the most telling first; maps are fitted beside it. */
const PRECEDENCE: readonly JobRecord["kind"][] = ["search", "training", "final", "evaluation", "layout"];
const ALIVE: readonly JobRecord["state"][] = ["running", "paused", "queued"];
/** How many of the latest measurements an estimate rests on: enough to smooth, few enough to follow a change. */
const RECENT = 5;

/** Mean of the last measured durations in seconds; null before the first. */
export function recentMean(seconds: readonly number[]): number | null {
  const recent = seconds.slice(-RECENT);
  return recent.length === 0 ? null : recent.reduce((sum, value) => sum + value, 0) / recent.length;
}

/** Seconds until `remaining` more are done, from what the last ones took; null where it is not known. */
export function timeLeft(seconds: readonly number[], remaining: number | null): number | null {
  const mean = recentMean(seconds);
  return mean === null || remaining === null || remaining <= 0 ? null : mean * remaining;
}

function currentJob(jobs: Collection<JobRecord>): [string, JobRecord] | null {
  const rank = ([, job]: [string, JobRecord]) => ALIVE.indexOf(job.state) * PRECEDENCE.length + PRECEDENCE.indexOf(job.kind);
  const alive = Object.entries(jobs).filter(([, job]) => ALIVE.includes(job.state));
  return alive.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function described([id, job]: [string, JobRecord], progress: Progress | undefined): RunningJob {
  const message = progress?.message || job.message || job.kind;
  return { id, kind: job.kind, state: job.state, message, done: progress?.done ?? job.done, total: progress?.total ?? job.total };
}

function measured(job: JobRecord, sources: Sources): number[] {
  if (job.kind === "search") {
    return Object.values(sources.iterations).sort((a, b) => a.index - b.index).map((item) => item.seconds);
  }
  const own = Object.values(sources.epochs).filter((item) => item.run === job.run);
  return own.sort((a, b) => a.epoch - b.epoch).map((item) => item.seconds);
}

/** The counter's numbers. `best` is the best candidate's objective under the current weights. */
export function iterationStatus(sources: Sources): IterationStatus {
  const { study, best } = sources;
  const current = currentJob(sources.jobs);
  const search = Object.values(sources.jobs).find((job) => job.kind === "search" && ALIVE.includes(job.state));
  const remaining = current === null || current[1].total === null ? null : current[1].total - current[1].done;
  return {
    iteration: study.iteration,
    target: search === undefined || search.total === null ? null : study.iteration + search.total - search.done,
    evaluations: study.evaluations,
    best,
    secondsLeft: current?.[1].state === "running" ? timeLeft(measured(current[1], sources), remaining) : null,
    job: current && described(current, sources.progress[current[0]]),
  };
}

/** The counter in words: `iteration 14 / 40 · 112 evaluated · best 0.871 · 1:50 left`. */
export function iterationText(status: IterationStatus): string {
  const { iteration, target, evaluations, best, secondsLeft } = status;
  const parts = [`iteration ${count(iteration)}${target === null ? "" : ` / ${count(target)}`}`, `${count(evaluations)} evaluated`];
  if (best !== null) parts.push(`best ${decimal(best)}`);
  if (secondsLeft !== null) parts.push(`${duration(secondsLeft)} left`);
  return parts.join(" · ");
}

/** How far the job is, in words: `training · epoch 3 of 10`, where the work counts. */
export function jobText(job: RunningJob): string {
  const state = job.state === "running" ? "" : `${job.state} · `;
  const far = job.total === null ? (job.done > 0 ? counted(job.done, "step") : "") : `${count(job.done)} of ${count(job.total)}`;
  return `${state}${job.message}${far === "" || job.message.includes(far) ? "" : ` · ${far}`}`;
}
