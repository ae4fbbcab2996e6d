/** View C: iteration, evaluations, best so far; how far the running job is, how long it took and will take. */
import { useMemo } from "react";
import {
  iterationStatus,
  iterationWords,
  jobText,
  timeExplained,
  timeWords,
  type IterationStatus,
  type RunningJob,
} from "../../core/chartIteration";
import { useStudy } from "../../core/context";
import type { Pace, Work } from "../../core/pace";
import { theStudy } from "../../core/selectors";
import { whole } from "../../core/words";
import { Explained } from "../../parts/Explained";
import { usePace } from "./usePace";
import "./iterationCounter.css";

function useStatus(): IterationStatus | null {
  const study = useStudy((state) => theStudy(state.records));
  const best = useStudy((state) => {
    const now = theStudy(state.records);
    const candidate = now?.best_candidate ? state.records.candidates[now.best_candidate] : undefined;
    return candidate?.objectives[now?.objective.name ?? ""] ?? null;
  });
  const jobs = useStudy((state) => state.records.jobs);
  const iterations = useStudy((state) => state.records.iterations);
  const epochs = useStudy((state) => state.records.epochs);
  const runs = useStudy((state) => state.records.runs);
  const progress = useStudy((state) => state.progress);
  return useMemo(
    () => study && iterationStatus({ study, best, jobs, iterations, epochs, runs, progress }),
    [study, best, jobs, iterations, epochs, runs, progress],
  );
}

const HELP =
  "Best: objective of the best evaluated candidate that obeys the bounds, under the current weights. Evaluated: " +
  "measurements so far, those under earlier weights too.";

export function IterationCounter() {
  const status = useStatus();
  const pace = usePace(status);
  const { job = null, work = null } = status ?? {};
  const help = work === null ? HELP : `${HELP} ${timeExplained(pace, work)}`;
  return (
    <div className="counter">
      <div role="status" aria-label="Iteration" aria-live="off">
        <Explained className="counter-words" text={help}>
          {status && <Words {...iterationWords(status)} />}
        </Explained>
      </div>
      <Spoken />
      {job && work && <JobProgress job={job} work={work} pace={pace} />}
    </div>
  );
}

function Words({ far, best }: ReturnType<typeof iterationWords>) {
  return [far, best].map(({ before, figure, after }, index) => (
    <span key={index}>
      {before}
      <b>{figure}</b>
      {after}
    </span>
  ));
}

/** What is read out: that the phase changed or an iteration ended, not each number that moves. */
function Spoken() {
  const phase = useStudy((state) => theStudy(state.records)?.phase);
  const iteration = useStudy((state) => theStudy(state.records)?.iteration ?? 0);
  return (
    <span className="visually-hidden" aria-live="polite">
      {phase && `${phase}, iteration ${whole(iteration)}`}
    </span>
  );
}

interface Props {
  readonly job: RunningJob;
  readonly work: Work;
  readonly pace: Pace;
}

function JobProgress({ job, work, pace }: Props) {
  const text = jobText(job);
  const share = work.total === null ? {} : { max: work.total, value: Math.min(work.done, work.total) };
  return (
    <div className="counter-job">
      <progress aria-label={job.kind} {...share} />
      <span className="counter-job-words" title={text}>
        {text}
      </span>
      <span role="timer" aria-label="Time of the job">
        {timeWords(pace, job, work)}
      </span>
    </div>
  );
}
