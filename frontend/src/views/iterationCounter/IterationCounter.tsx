/** View C: iteration, evaluations, best so far, time left, and how far the running job is. */
import { useMemo } from "react";
import { decimal, duration } from "../../core/chartFormat";
import { iterationStatus, jobText, type IterationStatus, type RunningJob } from "../../core/chartIteration";
import { useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { whole } from "../../core/words";
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

const BEST = "Best objective of an evaluated, feasible candidate under the current weights";
const LEFT = "Estimated from what the last five iterations or epochs took";

export function IterationCounter() {
  const status = useStatus();
  return (
    <div className="counter">
      <p role="status" aria-label="Iteration">
        {status && <Words status={status} />}
      </p>
      {status?.job && <JobProgress job={status.job} />}
    </div>
  );
}

/** The words of `iterationText`, with the figures that people look for in bold. */
function Words({ status }: { readonly status: IterationStatus }) {
  const { iteration, target, evaluations, best, secondsLeft } = status;
  return (
    <>
      iteration <b>{whole(iteration)}</b>
      {target !== null && ` / ${whole(target)}`} · {whole(evaluations)} evaluated
      {best !== null && (
        <span title={BEST}>
          {" · best "}
          <b>{decimal(best)}</b>
        </span>
      )}
      {secondsLeft !== null && <span title={LEFT}> · {duration(secondsLeft)} left</span>}
    </>
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
