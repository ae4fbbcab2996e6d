import { useMemo, useState } from "react";
import { counted, decimal } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { networkName, type Network } from "../../core/finalNetworks";
import { extent, linear, niceDomain, niceTicks, tickDigits, wholeTicks } from "../../core/scales";
import { epochsByRun } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { colourOfRun, dashOfRun } from "./Swatch";

const MEASURES = { validation_accuracy: "validation accuracy", validation_loss: "validation loss, nats" } as const;
type Measure = keyof typeof MEASURES;

interface Curve {
  readonly name: string;
  readonly index: number;
  readonly points: readonly (readonly [epoch: number, value: number])[];
}

/** How the networks learnt, each one a line. */
export function Curves({ networks }: { readonly networks: readonly Network[] }) {
  const [measure, setMeasure] = useState<Measure>("validation_accuracy");
  const epochs = useStudy((s) => epochsByRun(s.records.epochs));
  const curves = useMemo(() => networks.map((network, index): Curve => ({
    name: networkName(network, networks),
    index,
    points: (epochs.get(network.id) ?? []).flatMap(({ epoch, metrics }) => {
      const value = metrics[measure];
      return value == null ? [] : [[epoch + 1, value] as const];
    }),
  })), [networks, epochs, measure]);
  return (
    <section aria-label="Curves">
      <div className="final-measures" role="group" aria-label="Measure">
        {(Object.keys(MEASURES) as Measure[]).map((each) => (
          <Button key={each} look="plain" aria-pressed={each === measure} onClick={() => setMeasure(each)}>
            {MEASURES[each]}
          </Button>
        ))}
      </div>
      <Plot curves={curves.filter(({ points }) => points.length > 0)} measure={measure} />
    </section>
  );
}

/** In pixels. */
const [WIDTH, HEIGHT] = [880, 208];
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 96, 8, 32];

function Plot({ curves, measure }: { readonly curves: readonly Curve[]; readonly measure: Measure }) {
  const all = curves.flatMap(({ points }) => points);
  const domain = niceDomain(extent(all.map(([, value]) => value)), 4);
  const last = Math.max(2, ...all.map(([epoch]) => epoch));
  const x = linear([1, last], [LEFT, WIDTH - RIGHT]);
  const y = linear(domain, [HEIGHT - BOTTOM, TOP]);
  const ticks = niceTicks(domain, 4);
  const digits = tickDigits((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return (
    <svg className="final-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summaryOf(curves, measure)}>
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(0 ${y.of(tick)})`}>
          <line className="final-grid" x1={LEFT} x2={WIDTH - RIGHT} />
          <text className="final-tick" x={LEFT - 8} y={4} textAnchor="end">{decimal(tick, digits)}</text>
        </g>
      ))}
      {wholeTicks([1, last], 10).map((tick) => (
        <text key={tick} className="final-tick" x={x.of(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">{tick}</text>
      ))}
      <text className="final-tick" x={WIDTH - RIGHT} y={HEIGHT - 2} textAnchor="end">epoch →</text>
      {curves.map((curve) => (
        <Line key={curve.index} curve={curve} x={x.of} y={y.of} />
      ))}
      <Names curves={curves} x={x.of} y={y.of} />
    </svg>
  );
}

interface LineProps {
  readonly curve: Curve;
  readonly x: (epoch: number) => number;
  readonly y: (value: number) => number;
}

function Line({ curve: { points, index }, x, y }: LineProps) {
  const [only] = points;
  if (points.length === 1 && only) return <circle cx={x(only[0])} cy={y(only[1])} r="3" fill={colourOfRun(index)} />;
  return (
    <polyline
      points={points.map(([epoch, value]) => `${x(epoch)},${y(value)}`).join(" ")}
      fill="none"
      stroke={colourOfRun(index)}
      strokeWidth="1.75"
      strokeDasharray={dashOfRun(index)}
    />
  );
}

/** Height of a name, in pixels: names of curves that end together are set one below the other. */
const LINE = 13;

function Names({ curves, x, y }: Omit<LineProps, "curve"> & { readonly curves: readonly Curve[] }) {
  const ends = curves
    .map(({ name, index, points }) => ({ name, index, epoch: points.at(-1)![0], at: y(points.at(-1)![1]) }))
    .sort((a, b) => a.at - b.at);
  let above = -Infinity;
  return ends.map(({ name, index, epoch, at }) => {
    above = Math.max(at, above + LINE);
    return (
      <text key={index} className="final-name" x={x(epoch) + 6} y={above + 4} fill={colourOfRun(index)}>
        {name}
      </text>
    );
  });
}

function summaryOf(curves: readonly Curve[], measure: Measure): string {
  const ends = curves.map(({ name, points }) => `${name} ${decimal(points.at(-1)![1])} after ${counted(points.length, "epoch")}`);
  return `${MEASURES[measure]} by epoch: ${ends.join("; ")}`;
}
