/** Few ticks, hairlines, labels with units. */
import { decimal } from "../../core/chartFormat";
import type { PixelScales } from "../../core/chartPathsPlace";
import { whole } from "../../core/words";
import { niceTicks, tickDigits, tickStep, wholeTicks } from "../../core/scales";
import { Explained } from "../../parts/Explained";
import type { Frame } from "./frame";

type Definition = Readonly<{ axis: string; text: string }>;

/** Fewer upwards: the panel is wider than high. */
const TICKS = { across: 4, up: 3 };

interface Props {
  readonly scales: PixelScales;
  readonly frame: Frame;
}

export function Axes({ scales, frame }: Props) {
  const digits = tickDigits(tickStep(scales.y.domain, TICKS.up));
  return (
    <svg className="info-axes" aria-hidden="true">
      {niceTicks(scales.y.domain, TICKS.up).map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "zero" : undefined}
            x1={frame.left}
            x2={frame.right}
            y1={scales.y.of(tick)}
            y2={scales.y.of(tick)}
          />
          <text x={frame.left - 6} y={scales.y.of(tick)} dy="4" textAnchor="end">
            {decimal(tick, digits)}
          </text>
        </g>
      ))}
      {wholeTicks(scales.x.domain, TICKS.across).map((tick) => (
        <text key={tick} x={scales.x.of(tick)} y={frame.bottom} dy="16" textAnchor="middle">
          {whole(tick)}
        </text>
      ))}
    </svg>
  );
}

/** The title of the upright axis, with its definition, and what is drawn. */
export function AxisTitle({ definition, caption }: { readonly definition: Definition; readonly caption: string }) {
  return (
    <div className="info-title">
      <Explained text={definition.text}>{definition.axis} ↑</Explained>
      <span>{caption}</span>
    </div>
  );
}
