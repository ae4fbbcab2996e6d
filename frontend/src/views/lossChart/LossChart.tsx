/** View B: loss, accuracy and learning rate by epoch, the template's and beside it the final networks'. */
import { useMemo, useState } from "react";
import { decimal } from "../../core/chartFormat";
import { AXIS, curvesOf, LOSS_MEASURES, lastOf, type Curve, type Measure } from "../../core/chartLoss";
import { LOSS_SCALES, type LossScale } from "../../core/chartLossRange";
import { useStudy, useViewState } from "../../core/context";
import { FinalRuns } from "./FinalRuns";
import { LossHead } from "./LossHead";
import { LossPlot } from "./LossPlot";
import { NoEpochs } from "./NoEpochs";
import "./lossChart.css";

/** The chart in words, for those who do not see it. */
function summary(curves: readonly Curve[], measure: Measure): string {
  const ends = curves.map((curve) => {
    const last = lastOf(curve);
    return `${curve.label} ${last === null ? "without value" : `${decimal(last[1])} after epoch ${last[0]}`}`;
  });
  return `${AXIS[measure]} by epoch: ${ends.join(", ") || "nothing measured yet"}`;
}

export function LossChart() {
  const [measure, setMeasure] = useViewState<Measure>("loss.measure", "loss", LOSS_MEASURES);
  const [scale, setScale] = useViewState<LossScale>("loss.scale", "linear", LOSS_SCALES);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const runs = useStudy((state) => state.records.runs);
  const epochs = useStudy((state) => state.records.epochs);
  const all = useMemo(() => curvesOf(runs, epochs, measure), [runs, epochs, measure]);
  const curves = useMemo(() => all.filter(({ run }) => run === null || !hidden.has(run)), [all, hidden]);
  const begun = Object.values(runs).some((run) => run.purpose === "template" || run.purpose === "final");
  const toggle = (run: string) =>
    setHidden((now) => new Set(now.has(run) ? [...now].filter((id) => id !== run) : [...now, run]));
  return (
    <section className="view loss-view" aria-label="Loss chart">
      {begun ? (
        <>
          <LossHead measure={measure} onMeasure={setMeasure} scale={scale} onScale={setScale} />
          <FinalRuns hidden={hidden} onToggle={toggle} />
          <LossPlot curves={curves} measure={measure} scale={scale} summary={summary(curves, measure)} />
        </>
      ) : (
        <NoEpochs />
      )}
    </section>
  );
}
