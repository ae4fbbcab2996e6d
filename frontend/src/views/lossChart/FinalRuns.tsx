/** The final networks: what they reached on the test images, and whether their curves are drawn. */
import { useMemo } from "react";
import { finalName, finalReports } from "../../core/chartLoss";
import { useActions, useStudy } from "../../core/context";

interface Props {
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (run: string) => void;
}

const MEASURED =
  "Measured once on the test images, with its 95 % interval (Clopper and Pearson); press for the confusion table, beside those of others";

export function FinalRuns({ hidden, onToggle }: Props) {
  const runs = useStudy((state) => state.records.runs);
  const { setView } = useActions();
  const reports = useMemo(() => new Map(finalReports(runs).map((report) => [report.run, report])), [runs]);
  const finals = Object.entries(runs).filter(([, run]) => run.purpose === "final");
  if (finals.length === 0) return null;
  return (
    <div className="loss-finals">
      <ul className="loss-reports" aria-label="Test results">
        {finals.map(([id, run]) => {
          const name = finalName(id, run.candidate);
          const drawn = !hidden.has(id);
          return (
            <li key={id}>
              <button
                type="button"
                className="loss-toggle"
                aria-pressed={drawn}
                aria-label={`Curves of ${name}`}
                title={drawn ? `Hide the curves of ${name}` : `Draw the curves of ${name}`}
                onClick={() => onToggle(id)}
              />
              {reports.has(id) ? (
                <button type="button" className="loss-report" title={MEASURED} onClick={() => setView({ "final.open": "yes" })}>
                  {reports.get(id)?.text}
                </button>
              ) : (
                `${name}: ${run.state === "running" ? "in training" : run.state}`
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
