/** What training is at: how far into the epoch, and in what state. Pure. */
import type { JobRecord, Progress, RunRecord } from "@schema";
import { finalName, offsetsOf } from "./chartLoss";
import { counted, outOf } from "./chartFormat";
import { epochsDone } from "./pace";
import type { Collection } from "./records";
import { currentJob, epochsByRun } from "./selectors";

type Sources = Readonly<{
  runs: Collection<"runs">;
  epochs: Collection<"epochs">;
  jobs: Collection<"jobs">;
  progress: Readonly<Record<string, Progress>>;
}>;

/** Where the running training is on the axis of epochs, and where it will end. */
export type Now = Readonly<{ at: number; end: number; paused: boolean }>;

/** Null where no training runs or is paused. */
export function nowOf({ runs, epochs, jobs, progress }: Sources): Now | null {
  const current = currentJob(jobs);
  const run = current?.job.run == null ? undefined : runs[current.job.run];
  if (!current || !run || !["running", "paused"].includes(run.state)) return null;
  const grouped = epochsByRun(epochs);
  const offset = offsetsOf(runs, grouped).get(current.job.run ?? "") ?? 0;
  const finished = (grouped.get(current.job.run ?? "") ?? []).length;
  return { at: offset + epochsDone(finished, run, progress[current.id]), end: offset + run.epochs, paused: run.state === "paused" };
}

/** The latest run in words: `template: epoch 4 of 10`, `final 7f3a stopped after 3 of 30 epochs`. */
export function runWords({ runs, epochs, jobs }: Omit<Sources, "progress">): string {
  const last = Object.entries(runs).findLast(([, run]) => run.purpose === "template" || run.purpose === "final");
  if (!last) return "";
  const [id, run] = last;
  const name = run.purpose === "template" ? "template" : finalName(id, run.candidate);
  const job = Object.values(jobs).findLast((each) => each.run === id);
  return `${name} ${stateOf(run, job, (epochsByRun(epochs).get(id) ?? []).length)}`;
}

function stateOf({ state, epochs }: RunRecord, job: JobRecord | undefined, done: number): string {
  if (state === "running" && job?.state === "queued") return "waits for the device";
  if (state === "running" && job?.requested === "pause") return "pauses after this batch";
  if (state === "running" && job?.requested === "stop") return "stops after this batch";
  if (state === "running") return `in epoch ${outOf(Math.min(done + 1, epochs), epochs)}`;
  if (state === "paused") return `paused after ${outOf(done, epochs)} epochs`;
  if (state === "failed") return `failed after ${outOf(done, epochs)} epochs`;
  return done < epochs ? `stopped after ${outOf(done, epochs)} epochs` : `done, ${counted(epochs, "epoch")}`;
}
