/** View C: iteration, evaluations, best so far, time left, and how far the running job is. */
import { useMemo } from "react";
import {
  iterationStatus,
  iterationWords,
  jobText,
  type IterationStatus,
  type RunningJob,
} from "../../core/chartIteration";
import { useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
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
  const progress = useStudy((state) => state.progress);
  return useMemo(
    () => study && iterationStatus({ study, best, jobs, iterations, epochs, progress }),
    [study, best, jobs, iterations, epochs, progress],
  );
}

const HELP =
  "Best: objective of the best evaluated, feasible candidate under the current weights. " +
  "Time left: estimated from what the last five iterations or epochs took.";

export function IterationCounter() {
  const status = useStatus();
  const words = status ? iterationWords(status) : [];
  return (
    <div className="counter">
      <p role="status" aria-label="Iteration" title={HELP}>
        {words.map(({ text, strong }, index) => (strong ? <b key={index}>{text}</b> : text))}
      </p>
      {status?.job && <JobProgress job={status.job} />}
    </div>
  );
}

function JobProgress({ job }: { readonly job: RunningJob }) {
  const text = jobText(job);
  const share = job.total === null ? {} : { max: job.total, value: Math.min(job.done, job.total) };
  return (
    <div className="counter-job" title={text}>
      <progress aria-label={job.kind} {...share} />
      <span>{text}</span>
    </div>
  );
}
