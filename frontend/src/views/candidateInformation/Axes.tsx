/** Few ticks, hairlines, labels with units. */
import { decimal } from "../../core/chartFormat";
import { DEFINITION, type PathMeasure } from "../../core/chartPaths";
import { niceTicks, tickDigits, tickStep, wholeTicks } from "../../core/scales";
import type { Scales } from "./PathPlot";

/** Fewer upwards: the panel is wider than high. */
const TICKS = { across: 4, up: 3 };

interface Props {
  readonly scales: Scales;
  readonly measure: PathMeasure;
  readonly caption: string;
}

export function Axes({ scales, measure, caption }: Props) {
  const digits = tickDigits(tickStep(scales.y.domain, TICKS.up));
  const height = (tick: number) => `${scales.y.of(tick)}%`;
  return (
    <g className="info-axes">
      {niceTicks(scales.y.domain, TICKS.up).map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "zero" : undefined}
            x1="0"
            x2="100%"
            y1={height(tick)}
            y2={height(tick)}
          />
          <text x="-6" y={height(tick)} dy="4" textAnchor="end">
            {decimal(tick, digits)}
          </text>
        </g>
      ))}
      {wholeTicks(scales.x.domain, TICKS.across).map((tick) => (
        <text key={tick} x={`${scales.x.of(tick)}%`} y="100%" dy="15" textAnchor="middle">
          {tick}
        </text>
      ))}
      <text x="0" y="0" dy="-6">
        {DEFINITION[measure].axis} ↑<title>{DEFINITION[measure].text}</title>
      </text>
      <text x="100%" y="0" dy="-6" textAnchor="end">
        {caption}
      </text>
      <text x="100%" y="100%" dy="28" textAnchor="end">
        evaluated candidates containing the path →
        <title>How many evaluated candidates contain the path, under the current weights.</title>
      </text>
    </g>
  );
}
