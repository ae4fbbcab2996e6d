/** What the iteration counter says, from records and progress alone. Pure. */
import type { JobRecord, Progress, StudyRecord } from "@schema";
import { decimal, duration, outOf } from "./chartFormat";
import { theObjective, valueText } from "./objective";
import type { Collection } from "./records";
import { workOf, type Pace, type Work } from "./pace";
import { currentJob, type Job } from "./selectors";
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
  /** With its unit; empty before there is one. */
  best: string;
  job: RunningJob | null;
  /** What the job has to do, for its bar and for the time that it takes. */
  work: Work | null;
}>;

type Sources = Readonly<{
  study: StudyRecord;
  best: number | null;
  jobs: Collection<"jobs">;
  iterations: Collection<"iterations">;
  epochs: Collection<"epochs">;
  runs: Collection<"runs">;
  progress: Readonly<Record<string, Progress>>;
}>;

const ALIVE: readonly JobRecord["state"][] = ["running", "paused", "queued"];
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

/** The counter's numbers. `best` is the best candidate's objective under the current weights. */
export function iterationStatus(sources: Sources): IterationStatus {
  const { study, best } = sources;
  const current = shownJob(sources.jobs);
  const search = Object.values(sources.jobs).find(
    (job) => job.kind === "search" && ALIVE.includes(job.state),
  );
  return {
    iteration: study.iteration,
    target:
      search === undefined || search.total === null ? null : study.iteration + search.total - search.done,
    evaluations: study.evaluations,
    best: best === null ? "" : valueText(theObjective({ study: { study } }), best),
    job: current && described(current, sources.progress[current.id]),
    work: current && workOf(current, sources.progress, sources),
  };
}

/** A piece of the counter's text: the figure that people look for, and the words around it. */
export type Figure = Readonly<{ before: string; figure: string; after: string }>;

/** The counter in words: `iteration 14 / 40 · 112 evaluated · best 0.871`. How far it is gives way before the best does. */
export function iterationWords({ iteration, target, evaluations, best }: IterationStatus): Readonly<Record<"far" | "best", Figure>> {
  const planned = target === null ? "" : ` / ${whole(target)}`;
  return {
    far: { before: "iteration ", figure: whole(iteration), after: `${planned} · ${whole(evaluations)} evaluated` },
    best: { before: best && " · best ", figure: best, after: "" },
  };
}

/** `0:42 · 1:50 left`: how long the job has run and will run; a dash where that is not known, nothing without an end. */
export function timeWords(pace: Pace, job: RunningJob, work: Work): string {
  if (job.state === "queued" || pace.elapsed === null) return "";
  const left = work.total === null ? "" : ` · ${pace.left === null || job.state === "paused" ? "–" : duration(pace.left)} left`;
  return duration(pace.elapsed) + left;
}

const PARTS: Readonly<Record<Work["part"], readonly [one: string, many: string]>> = {
  epoch: ["epoch", "epochs"],
  iteration: ["iteration", "iterations"],
  candidate: ["candidate", "candidates"],
  step: ["step", "steps"],
};

/** How the time left came about. */
export function timeExplained(pace: Pace, work: Work): string {
  const [one, many] = PARTS[work.part];
  if (work.total === null) return `Until stopped: there is no number of ${many} to end at.`;
  if (pace.each === null) return `The time left is not known before the first ${one} is done.`;
  const rest = Math.max(0, work.total - work.done);
  return (
    `Time left: ${decimal(pace.each, pace.each < 10 ? 1 : 0)} seconds for ${/^[aei]/.test(one) ? "an" : "a"} ${one} ` +
    `(the middle one of the latest), ${decimal(rest, Number.isInteger(rest) ? 0 : 1)} of ${whole(work.total)} ${many} to go.`
  );
}

/** What the job is at, in words: `epoch 3 of 10`, `final network · epoch 3 of 30`, `paused · training, 3 of 10 epochs`. How far it is shows as a bar. */
export function jobText(job: RunningJob): string {
  const what = job.kind === "final" && job.message !== job.kind ? `final network · ${job.message}` : job.message;
  // Work of one device is done one after the other; maps have a process of their own.
  const state = job.state === "queued" && job.kind !== "layout" ? "waits for the device" : job.state;
  return job.state === "running" ? what : `${state} · ${what}`;
}
