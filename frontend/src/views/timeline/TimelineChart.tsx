/** The best so far against evaluations, with what was done and what came of it. */
import { useMemo, useState, type KeyboardEvent, type MouseEvent } from "react";
import { useStudy } from "../../core/context";
import { betterWords, theObjective, valueText, type Objective } from "../../core/objective";
import { momentText, type Course, type Happening } from "../../core/timeline";
import { marksOf, nearestEvent } from "../../core/timelineChart";
import type { Drawn, DrawnTwin } from "../../core/twins";
import { whole } from "../../core/words";
import { Explained } from "../../parts/Explained";
import { useSize } from "../../parts/useSize";
import { useNow } from "../../parts/useNow";
import { Axes } from "./Axes";
import { Curve, Marks, TwinCurves } from "./Curve";
import { EventCard } from "./EventCard";
import { MINUTE, type Linked } from "./EventList";
import { GAP, scalesOf } from "./frame";

const BEST =
  "the best value that was measured under one version of the weights and obeys the bounds. After a training it begins " +
  "anew, since values under other weights cannot be compared. Predictions never count.";

interface Props extends Linked {
  readonly course: Course;
  /** Twins of an event, drawn beside it. */
  readonly compared: Drawn | null;
}

const NO_TWINS: readonly DrawnTwin[] = [];

export function TimelineChart({ course, compared, events, pointed, chosen, onPoint, onChoose }: Props) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const size = useSize(host);
  const now = useNow(MINUTE);
  const objective = useStudy((state) => theObjective(state.records));
  const past = useStudy((state) => state.moment !== null);
  const twins = compared?.curves ?? NO_TWINS;
  const scales = useMemo(() => scalesOf(course, twins, size), [course, twins, size]);
  const marks = useMemo(() => marksOf(events, scales.x.of, GAP), [events, scales]);
  const at = events.findIndex(({ key }) => key === pointed);
  const [here, setHere] = useState(false);
  const event = events[at];

  const eventAt = (move: MouseEvent) => {
    // The words of a mark are wide, and an improvement on the curve may be nearer than the place that they speak of.
    const key = (move.target as Element).closest<SVGElement>(".timeline-mark")?.dataset.event;
    const marked = key === undefined ? undefined : events.find((each) => each.key === key);
    const bounds = move.currentTarget.getBoundingClientRect();
    return marked ?? nearestEvent(events, scales.x.of, move.clientX - bounds.left, 2 * GAP);
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
    <figure className="timeline-chart" aria-label={`Best ${objective.label} so far by evaluations`}>
      <figcaption>
        <Explained text={`Best so far: ${BEST} Of ${objective.label}, ${betterWords(objective)}.`}>best {objective.label} so far ↑</Explained>
        <span>{captionOf(course, objective, past)}</span>
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
        onClick={(click) => {
          const found = eventAt(click);
          if (found) onChoose(found);
        }}
      >
        <svg aria-hidden="true">
          <Axes scales={scales} size={size} />
          <Marks marks={marks} scales={scales} size={size} pointed={pointed} chosen={chosen} />
          <TwinCurves twins={twins} course={course} scales={scales} />
          <Curve course={course} scales={scales} pointed={pointed} />
        </svg>
        {event && here && <EventCard event={event} x={scales.x.of(event.evaluations)} width={size.width} now={now} />}
      </div>
      <span className="timeline-x">evaluations →</span>
    </figure>
  );
}

function captionOf({ stretches, predicted }: Course, objective: Objective, past: boolean): string {
  const last = stretches.at(-1)?.bests.at(-1);
  const words = [
    last === undefined ? "nothing evaluated yet" : `${past ? "then" : "now"} ${valueText(objective, last.value)}`,
    stretches.length > 1 ? `${stretches.length} versions of the weights` : "",
    predicted > 0 ? `${whole(predicted)} predictions left out` : "",
  ];
  return words.filter(Boolean).join(" · ");
}

const inWords = ({ seq, at, who, words, evaluations, undone }: Happening, now: number): string =>
  `${seq === null ? "" : `event ${seq}, `}${momentText(at, now)}, ${who}: ${words}${undone ? ", undone" : ""}, after ${whole(evaluations)} evaluations`;
