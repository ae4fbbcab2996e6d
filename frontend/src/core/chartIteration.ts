/** What the iteration counter says, from records and progress alone. Pure. */
import type { JobRecord, Progress, StudyRecord } from "@schema";
import { decimal, duration, outOf } from "./chartFormat";
import type { Collection } from "./records";
import { currentJob, epochsByRun, type Job } from "./selectors";
import { whole } from "./words";

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

type Sources = Readonly<{
  study: StudyRecord;
  best: number | null;
  jobs: Collection<"jobs">;
  iterations: Collection<"iterations">;
  epochs: Collection<"epochs">;
  progress: Readonly<Record<string, Progress>>;
}>;

const ALIVE: readonly JobRecord["state"][] = ["running", "paused", "queued"];
/** How many of the latest measurements an estimate rests on: it smooths, and still follows a change. */
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

/** The work that people wait for, or else a map that is being fitted beside it. */
function shownJob(jobs: Collection<"jobs">): Job | null {
  const layout = Object.entries(jobs).find(([, job]) => job.kind === "layout" && ALIVE.includes(job.state));
  return currentJob(jobs) ?? (layout ? { id: layout[0], job: layout[1] } : null);
}

function described({ id, job }: Job, progress: Progress | undefined): RunningJob {
  const { kind, state } = job;
  const message = progress?.message || job.message || doneSoFar(job);
  return { id, kind, state, message, done: progress?.done ?? job.done, total: progress?.total ?? job.total };
}

const STEPS: Partial<Record<JobRecord["kind"], string>> = { training: "epochs", search: "iterations" };

/** What a job has done, where the worker says nothing: `training, 3 of 10 epochs`. */
function doneSoFar({ kind, done, total }: JobRecord): string {
  const steps = STEPS[kind];
  return steps === undefined || total === null ? kind : `${kind}, ${outOf(done, total)} ${steps}`;
}

function measured(job: JobRecord, sources: Sources): number[] {
  if (job.kind === "search") {
    return Object.values(sources.iterations)
      .sort((a, b) => a.index - b.index)
      .map((item) => item.seconds);
  }
  return (epochsByRun(sources.epochs).get(job.run ?? "") ?? []).map((item) => item.seconds);
}

/** The counter's numbers. `best` is the best candidate's objective under the current weights. */
export function iterationStatus(sources: Sources): IterationStatus {
  const { study, best } = sources;
  const current = shownJob(sources.jobs);
  const search = Object.values(sources.jobs).find(
    (job) => job.kind === "search" && ALIVE.includes(job.state),
  );
  const job = current?.job;
  const remaining = job && job.total !== null ? job.total - job.done : null;
  return {
    iteration: study.iteration,
    target:
      search === undefined || search.total === null ? null : study.iteration + search.total - search.done,
    evaluations: study.evaluations,
    best,
    secondsLeft: job?.state === "running" ? timeLeft(measured(job, sources), remaining) : null,
    job: current && described(current, sources.progress[current.id]),
  };
}

/** A piece of the counter's text; the figures that people look for are strong. */
export type Word = Readonly<{ text: string; strong: boolean }>;

/** The counter in words: `iteration 14 / 40 · 112 evaluated · best 0.871 · 1:50 left`. */
export function iterationWords(status: IterationStatus): Word[] {
  const { iteration, target, evaluations, best, secondsLeft } = status;
  const planned = target === null ? "" : ` / ${whole(target)}`;
  const left = secondsLeft === null ? "" : ` · ${duration(secondsLeft)} left`;
  const words = [
    { text: "iteration ", strong: false },
    { text: whole(iteration), strong: true },
    { text: `${planned} · ${whole(evaluations)} evaluated${best === null ? "" : " · best "}`, strong: false },
    { text: best === null ? "" : decimal(best), strong: true },
    { text: left, strong: false },
  ];
  return words.filter((word) => word.text !== "");
}

/** What the job is at, in words: `epoch 3 of 10`, `final network · epoch 3 of 30`, `paused · training, 3 of 10 epochs`. How far it is shows as a bar. */
export function jobText(job: RunningJob): string {
  const what = job.kind === "final" && job.message !== job.kind ? `final network · ${job.message}` : job.message;
  return job.state === "running" ? what : `${job.state} · ${what}`;
}
