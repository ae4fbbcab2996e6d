/** Connects the plot to curves: made anew when their kind or the theme changes, else only given new data. */
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { AXIS, columnsOf, type Curve, type Measure } from "../../core/chartLoss";
import { nowOf, runWords } from "../../core/chartLossNow";
import { heightsOf, type LossScale } from "../../core/chartLossRange";
import { decimal } from "../../core/chartFormat";
import { useStateNow, useStudy, useWatch } from "../../core/context";
import { Explained } from "../../parts/Explained";
import { useSize } from "../../parts/useSize";
import { LossReadout, valuesAt } from "./LossReadout";
import { MEANINGS } from "./meanings";
import { createLossPlot, type LossPlotHandle } from "./plot";

interface Props {
  readonly curves: readonly Curve[];
  readonly measure: Measure;
  readonly scale: LossScale;
  readonly summary: string;
}

export function LossPlot({ curves, measure, scale, summary }: Props) {
  const columns = useMemo(() => columnsOf(curves), [curves]);
  const { attach, plot, cursor } = usePlot(curves, measure, scale);
  const epochs = columns[0];
  const last = epochs.length - 1;
  const at = cursor === null || cursor > last ? null : cursor;
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? last + 1;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    plot.current?.point(Math.max(0, Math.min(last, to)));
  };
  const { clipped } = useMemo(() => heightsOf(curves, measure, scale), [curves, measure, scale]);
  return (
    <figure className="loss-figure" aria-label={summary}>
      <figcaption>
        <Explained text={MEANINGS[measure]}>{AXIS[measure]} ↑</Explained>
        {clipped.map(({ label, x, y }) => (
          <span key={label} className="loss-clipped">{`above the chart: ${label} ${decimal(y, 2)} after epoch ${x}`}</span>
        ))}
        <RunState />
      </figcaption>
      <div
        ref={attach}
        className="loss-host"
        role="slider"
        tabIndex={0}
        aria-label="Epoch that is read out"
        aria-valuemin={epochs[0] ?? 0}
        aria-valuemax={epochs[last] ?? 0}
        aria-valuenow={epochs[at ?? last] ?? 0}
        aria-valuetext={valuesAt(curves, columns, at ?? last)}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && plot.current?.point(at ?? last)}
        onBlur={() => plot.current?.point(null)}
      />
      {at !== null && <LossReadout curves={curves} columns={columns} at={at} />}
      <span className="loss-x">epoch →</span>
    </figure>
  );
}

/** What training is at, paused or stopped, in words. */
function RunState() {
  const runs = useStudy((state) => state.records.runs);
  const epochs = useStudy((state) => state.records.epochs);
  const jobs = useStudy((state) => state.records.jobs);
  return <span className="loss-state">{runWords({ runs, epochs, jobs })}</span>;
}

/** The plot in an element, and the place in the data that its cursor is at. */
function usePlot(curves: readonly Curve[], measure: Measure, scale: LossScale) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const plot = useRef<LossPlotHandle | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const dark = useStudy((state) => state.dark);
  const stateNow = useStateNow();
  const size = useSize(host);
  const kind = `${measure} ${scale} ${curves.map((curve) => curve.id + curve.label).join(" ")}`;

  const make = useEffectEvent((element: HTMLDivElement) =>
    createLossPlot(element, { curves, measure, scale, theme: dark ? "dark" : "light", onCursor: setCursor }),
  );
  const mark = () => {
    const { records, progress } = stateNow();
    plot.current?.mark(nowOf({ ...records, progress }));
  };
  const markNow = useEffectEvent(mark);
  useEffect(() => {
    if (!host) return;
    const made = make(host);
    plot.current = made;
    markNow();
    return () => {
      made.destroy();
      plot.current = null;
      setCursor(null);
    };
  }, [host, kind, dark]);
  useEffect(() => {
    plot.current?.show(curves);
    markNow();
  }, [curves]);
  useEffect(() => {
    if (size.width > 0) plot.current?.resize(size);
  }, [size]);
  useWatch((state) => state.progress, mark);
  useWatch((state) => state.records.jobs, mark);
  return { attach: setHost, plot, cursor };
}
