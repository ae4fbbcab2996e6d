/** View B: loss, accuracy and learning rate by epoch, the template's and beside it the final networks'. */
import { useMemo, useState } from "react";
import { decimal } from "../../core/chartFormat";
import { AXIS, curvesOf, finalReports, lastOf, type Curve, type Measure } from "../../core/chartLoss";
import { useStudy } from "../../core/context";
import { Button } from "../../parts/Button";
import { LossPlot } from "./LossPlot";
import "./lossChart.css";

const MEASURES: Readonly<Record<Measure, string>> = {
  loss: "Mean cross-entropy over the training and validation images after each epoch, in nats; lower is better",
  accuracy: "Share of validation images that are classified right after each epoch",
  "learning rate": "Step size of the optimizer in each epoch; falls to zero by cosine",
};

/** The chart in words, for those who do not see it. */
function summary(curves: readonly Curve[], measure: Measure): string {
  const ends = curves.map((curve) => {
    const last = lastOf(curve);
    return `${curve.label} ${last === null ? "without value" : `${decimal(last[1])} after epoch ${last[0]}`}`;
  });
  return `${AXIS[measure]} by epoch: ${ends.join(", ")}`;
}

export function LossChart() {
  const [measure, setMeasure] = useState<Measure>("loss");
  const runs = useStudy((state) => state.records.runs);
  const epochs = useStudy((state) => state.records.epochs);
  const curves = useMemo(() => curvesOf(runs, epochs, measure), [runs, epochs, measure]);
  const reports = useMemo(() => finalReports(runs), [runs]);
  const begun = Object.keys(epochs).length > 0;
  return (
    <section className="view loss-view" aria-label="Loss chart">
      {begun ? (
        <>
          <div className="view-head">
            <div className="loss-measures" role="group" aria-label="What the chart shows">
              {(Object.keys(MEASURES) as Measure[]).map((each) => (
                <Button
                  key={each}
                  look="plain"
                  aria-pressed={measure === each}
                  title={MEASURES[each]}
                  onClick={() => setMeasure(each)}
                >
                  {each}
                </Button>
              ))}
            </div>
          </div>
          {reports.length > 0 && (
            <ul className="loss-reports" aria-label="Test results">
              {reports.map((report) => (
                <li key={report.run} title="Measured once on the test set, with its 95 % interval">
                  {report.text}
                </li>
              ))}
            </ul>
          )}
          <LossPlot curves={curves} measure={measure} summary={summary(curves, measure)} />
        </>
      ) : (
        <div className="empty">
          <p>Loss and accuracy by epoch appear here while the template trains.</p>
          <p>Train starts it; Finish adds the curve of the final network beside it.</p>
        </div>
      )}
    </section>
  );
}
