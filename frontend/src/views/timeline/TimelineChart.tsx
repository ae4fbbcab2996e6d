/** The best so far against evaluations, with what was done and what came of it. */
import { useMemo, useState, type KeyboardEvent, type PointerEvent } from "react";
import { decimal } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { linear, niceTicks, tickDigits, tickStep, wholeTicks } from "../../core/scales";
import { theStudy } from "../../core/selectors";
import { momentText, type Course, type Happening } from "../../core/timeline";
import { heightRange, marksOf, nearestEvent, stepPath, wordRows, type Mark } from "../../core/timelineChart";
import { whole } from "../../core/words";
import { Explained } from "../../parts/Explained";
import { useSize, type Size } from "../../parts/useSize";
import { useNow } from "../../parts/useNow";
import { MINUTE, type Linked } from "./EventList";

const MARGIN = { left: 48, right: 16, top: 8, bottom: 20 };
const ROWS = 2;
const ROW = 14;
/** Height that a tick of the upright axis needs. */
const TICK_ROOM = 24;
/** Pixels between ticks below which their words would touch. */
const TICK_APART = 12;
/** Pixels within which events share a mark, and within which a pointer is at one. */
const GAP = 6;
/** About the width of a letter of 11 pixels. */
const LETTER = 5.6;

const BEST =
  "Best so far: the best objective that was measured under one version of the weights and obeys the bounds. After a " +
  "training it begins anew, since accuracies under other weights cannot be compared. Predictions never count.";

export function TimelineChart({ course, events, pointed, onPoint, onChoose }: Linked & { readonly course: Course }) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const size = useSize(host);
  const now = useNow(MINUTE);
  const objective = useStudy((state) => theStudy(state.records)?.objective.name ?? "objective");
  const scales = useMemo(() => scalesOf(course, size), [course, size]);
  const marks = useMemo(() => marksOf(events, scales.x.of, GAP), [events, scales]);
  const at = events.findIndex(({ key }) => key === pointed);
  const [here, setHere] = useState(false);
  const event = events[at];

  const eventAt = (move: PointerEvent) => {
    const bounds = move.currentTarget.getBoundingClientRect();
    return nearestEvent(events, scales.x.of, move.clientX - bounds.left, 2 * GAP);
  };
  const onKeyDown = (press: KeyboardEvent) => {
    const last = events.length - 1;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[press.key];
    if ((press.key === "Enter" || press.key === " ") && event) onChoose(event);
    else if (to !== undefined) onPoint(events[Math.max(0, Math.min(last, to))] ?? null);
    else return;
    press.preventDefault();
  };
  return (
    <figure className="timeline-chart" aria-label={`Best ${objective} so far by evaluations`}>
      <figcaption>
        <Explained text={BEST}>best {objective} so far ↑</Explained>
        <span>{captionOf(course)}</span>
      </figcaption>
      <div
        ref={setHost}
        className="timeline-area"
        role="slider"
        tabIndex={0}
        aria-label="Event in the chart"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, events.length)}
        aria-valuenow={Math.max(1, at + 1)}
        aria-valuetext={event ? inWords(event, now) : "no event chosen"}
        onKeyDown={onKeyDown}
        onFocus={(focus) => {
          if (!focus.currentTarget.matches(":focus-visible")) return;
          setHere(true);
          onPoint(event ?? events.at(-1) ?? null);
        }}
        onBlur={() => {
          setHere(false);
          onPoint(null);
        }}
        onPointerMove={(move) => {
          setHere(true);
          onPoint(eventAt(move));
        }}
        onPointerLeave={() => {
          setHere(false);
          onPoint(null);
        }}
        onClick={() => event && onChoose(event)}
      >
        <svg aria-hidden="true">
          <Axes scales={scales} size={size} />
          <Marks marks={marks} scales={scales} size={size} pointed={pointed} />
          <path className="timeline-best" d={stepPath(course, scales)} />
          <Bests course={course} scales={scales} pointed={pointed} />
        </svg>
        {event && here && <Card event={event} x={scales.x.of(event.evaluations)} width={size.width} />}
      </div>
      <span className="timeline-x">evaluations →</span>
    </figure>
  );
}

type Scales = ReturnType<typeof scalesOf>;

function scalesOf(course: Course, { width, height }: Size) {
  const x = linear([0, Math.max(1, course.total)], [MARGIN.left, Math.max(MARGIN.left, width - MARGIN.right)]);
  const low = Math.max(MARGIN.top, height - MARGIN.bottom);
  return { x, y: linear(heightRange(course), [low, Math.min(low, MARGIN.top + ROWS * ROW)]), low };
}

function captionOf({ stretches, predicted }: Course): string {
  const last = stretches.at(-1)?.bests.at(-1);
  const words = [
    last === undefined ? "nothing evaluated yet" : `now ${decimal(last.value)}`,
    stretches.length > 1 ? `${stretches.length} versions of the weights` : "",
    predicted > 0 ? `${whole(predicted)} predictions left out` : "",
  ];
  return words.filter(Boolean).join(" · ");
}

const inWords = ({ at, who, words, evaluations, undone }: Happening, now: number): string =>
  `${momentText(at, now)}, ${who}: ${words}${undone ? ", undone" : ""}, after ${whole(evaluations)} evaluations`;

function Axes({ scales: { x, y, low }, size }: { readonly scales: Scales; readonly size: Size }) {
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

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly scales: Scales;
  readonly size: Size;
  readonly pointed: string | null;
}

function Marks({ marks, scales, size, pointed }: MarksProps) {
  const rows = wordRows(marks, (words) => words.length * LETTER + 16, ROWS, size.width);
  return marks.map(({ x, keys, words, undone }, index) => {
    const row = rows[index] ?? null;
    // A mark without words goes below those of others, so that no dot lies on a word.
    const y = MARGIN.top + (row ?? ROWS) * ROW;
    const here = pointed !== null && keys.includes(pointed);
    return (
      <g key={keys[0]} className="timeline-mark" data-undone={undone || undefined} data-pointed={here || undefined}>
        <line x1={x} x2={x} y1={y} y2={scales.low} />
        <circle cx={x} cy={y} r={here ? 5 : 3} />
        {row !== null && (
          <text x={x + 7} y={y} dy="4">
            {words}
          </text>
        )}
      </g>
    );
  });
}

function Bests({ course, scales, pointed }: { readonly course: Course; readonly scales: Scales; readonly pointed: string | null }) {
  return course.stretches.flatMap(({ weights, bests }) =>
    bests.map(({ evaluations, value }) => {
      const here = pointed === `b${weights}.${evaluations}`;
      return (
        <circle
          key={`${weights}.${evaluations}`}
          className="timeline-point"
          data-pointed={here || undefined}
          cx={scales.x.of(evaluations)}
          cy={scales.y.of(value)}
          r={here ? 6 : 2.5}
        />
      );
    }),
  );
}

function Card({ event, x, width }: { readonly event: Happening; readonly x: number; readonly width: number }) {
  const { at, who, words, evaluations, undone, touched } = event;
  const now = useNow(MINUTE);
  const side = x > width / 2 ? { right: width - x + 8 } : { left: x + 8 };
  const able = touched.paths.length + touched.candidates.length > 0;
  return (
    <div className="timeline-card" role="tooltip" style={side}>
      <b>{words}</b>
      <span>
        {momentText(at, now)} · {who} · after {whole(evaluations)} evaluations{undone && " · undone"}
      </span>
      {able && <span className="note">click: select what it touched</span>}
    </div>
  );
}
