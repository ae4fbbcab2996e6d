/** Few ticks and hairlines, as many as there is room for. */
import { decimal } from "../../core/chartFormat";
import { niceTicks, tickDigits, tickStep, wholeTicks } from "../../core/scales";
import { whole } from "../../core/words";
import type { Size } from "../../parts/useSize";
import { MARGIN, ROW, ROWS, type Scales } from "./frame";

/** Height that a tick of the upright axis needs. */
const TICK_ROOM = 24;
/** Pixels between ticks below which their words would touch. */
const TICK_APART = 12;

export function Axes({ scales: { x, y, low }, size }: { readonly scales: Scales; readonly size: Size }) {
  const count = Math.max(1, Math.min(3, Math.floor((low - MARGIN.top - ROWS * ROW) / TICK_ROOM)));
  const digits = tickDigits(tickStep(y.domain, count));
  return (
    <g className="timeline-axes">
      {ticksWithin(y, count).map((tick) => (
        <g key={tick}>
          <line x1={MARGIN.left} x2={size.width - MARGIN.right} y1={y.of(tick)} y2={y.of(tick)} />
          <text x={MARGIN.left - 6} y={y.of(tick)} dy="4" textAnchor="end">
            {decimal(tick, digits)}
          </text>
        </g>
      ))}
      {wholeTicks(x.domain, 4).map((tick) => (
        <text key={tick} x={x.of(tick)} y={low} dy="15" textAnchor="middle">
          {whole(tick)}
        </text>
      ))}
    </g>
  );
}

/** As many ticks as have room: in a low chart the least one alone. */
function ticksWithin(y: Scales["y"], count: number): readonly number[] {
  const ticks = niceTicks(y.domain, count);
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return ticks;
  return Math.abs(y.of(first) - y.of(second)) < TICK_APART ? [first] : ticks;
}
