/** Connects uPlot to curves: made anew when the curves' kind or the theme changes, else only given new data. */
import { useEffect, useEffectEvent, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { AXIS, columnsOf, type Curve, type Measure } from "../../core/chartLoss";
import { useStudy } from "../../core/context";
import { optionsOf, readoutOf } from "./plotOptions";

interface Props {
  readonly curves: readonly Curve[];
  readonly measure: Measure;
  readonly summary: string;
}

export function LossPlot({ curves, measure, summary }: Props) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const plot = useRef<uPlot | null>(null);
  const [readout, setReadout] = useState("");
  const dark = useStudy((state) => state.dark);
  const kind = `${measure} ${curves.map((curve) => curve.id + curve.label).join(" ")}`;

  const make = useEffectEvent((element: HTMLDivElement) => {
    const options = optionsOf(curves, measure, dark ? "dark" : "light", (made) =>
      setReadout(readoutOf(made)),
    );
    const size = { width: element.clientWidth, height: element.clientHeight };
    return new uPlot({ ...options, ...size }, columnsOf(curves), element);
  });
  useEffect(() => {
    if (!host) return;
    const made = make(host);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      const size = { width: host.clientWidth, height: host.clientHeight };
      // A panel behind another has no size; the plot keeps its own until it is seen again.
      if (size.width > 0 && size.height > 0) made.setSize(size);
    });
    observer.observe(host);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [host, kind, dark]);
  useEffect(() => {
    plot.current?.setData(columnsOf(curves));
  }, [curves]);

  return (
    <figure className="loss-figure" role="img" aria-label={summary}>
      <figcaption>
        <span>{AXIS[measure]} ↑</span> <output>{readout}</output>
      </figcaption>
      <div ref={setHost} className="loss-host" />
      <span className="loss-x">epoch →</span>
    </figure>
  );
}
