/** Few ticks, hairlines, labels with units. */
import { decimal } from "../../core/chartFormat";
import { DEFINITION, type PathMeasure } from "../../core/chartPaths";
import { niceTicks, tickDigits, tickStep, wholeTicks } from "../../core/scales";
import type { Scales } from "./PathPlot";

const TICKS = 4;

export function Axes({ scales, measure }: { readonly scales: Scales; readonly measure: PathMeasure }) {
  const digits = tickDigits(tickStep(scales.y.domain, TICKS));
  return (
    <g className="info-axes">
      {niceTicks(scales.y.domain, TICKS).map((tick) => (
        <g key={tick}>
          <line className={tick === 0 ? "zero" : undefined} x1="0" x2="100%" y1={`${scales.y.of(tick)}%`} y2={`${scales.y.of(tick)}%`} />
          <text x="-6" y={`${scales.y.of(tick)}%`} dy="4" textAnchor="end">
            {decimal(tick, digits)}
          </text>
        </g>
      ))}
      {wholeTicks(scales.x.domain, TICKS).map((tick) => (
        <text key={tick} x={`${scales.x.of(tick)}%`} y="100%" dy="15" textAnchor="middle">
          {tick}
        </text>
      ))}
      <text x="0" y="0" dy="-6">
        {DEFINITION[measure].axis} ↑<title>{DEFINITION[measure].text}</title>
      </text>
      <text x="100%" y="100%" dy="28" textAnchor="end">
        evaluated candidates containing the path →
        <title>How many evaluated candidates contain the path, under the current weights.</title>
      </text>
    </g>
  );
}
