import { decimal } from "../../core/chartFormat";
import type { Estimate } from "../../core/finalNetworks";
import { linear, niceTicks, tickDigits, type Range } from "../../core/scales";
import { colourOfRun } from "./Swatch";

/** In pixels. */
const WIDTH = 184;
const HEIGHT = 24;
const TICKS = 3;

const scaleOf = (range: Range) => linear(range, [8, WIDTH - 8]);

/** The scale that all intervals share. */
export function IntervalAxis({ range }: { readonly range: Range }) {
  const x = scaleOf(range);
  const ticks = niceTicks(range, TICKS);
  const digits = tickDigits((ticks[1] ?? 1) - (ticks[0] ?? 0));
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label="95 % interval of the test accuracy">
      {ticks.map((tick) => (
        <g key={tick} transform={`translate(${x.of(tick)} 0)`}>
          <text className="final-tick" y={12} textAnchor="middle">
            {decimal(tick, digits)}
          </text>
          <line className="final-grid" y1={18} y2={HEIGHT} />
        </g>
      ))}
    </svg>
  );
}

interface Props {
  readonly estimate: Estimate;
  readonly range: Range;
  readonly index: number;
}

/** A dot at the value, and a line over its 95 % interval; the cell beside it says the same in numbers. */
export function IntervalPlot({ estimate, range, index }: Props) {
  const x = scaleOf(range);
  const middle = HEIGHT / 2;
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden="true" style={{ color: colourOfRun(index) }}>
      {niceTicks(range, TICKS).map((tick) => (
        <line key={tick} className="final-grid" x1={x.of(tick)} x2={x.of(tick)} y2={HEIGHT} />
      ))}
      <path
        className="final-interval"
        d={`M${x.of(estimate.low)} ${middle}H${x.of(estimate.high)}M${x.of(estimate.low)} ${middle - 4}v8M${x.of(estimate.high)} ${middle - 4}v8`}
      />
      <circle cx={x.of(estimate.value)} cy={middle} r={4} fill="currentColor" />
    </svg>
  );
}
