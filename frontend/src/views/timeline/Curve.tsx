/** What is drawn over the axes: the best so far with its improvements, and what people did. */
import type { Course } from "../../core/timeline";
import { stepPath, twinPath, wordRows, type Mark } from "../../core/timelineChart";
import type { DrawnTwin } from "../../core/twins";
import type { Size } from "../../parts/useSize";
import { MARGIN, ROW, ROWS, type Scales } from "./frame";

/** About the width of a letter of 11 pixels. */
const LETTER = 5.6;

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly scales: Scales;
  readonly size: Size;
  readonly pointed: string | null;
  readonly chosen: string | null;
}

export function Marks({ marks, scales, size, pointed, chosen }: MarksProps) {
  const rows = wordRows(marks, (words) => words.length * LETTER + 16, ROWS, size.width);
  return marks.map(({ x, key, keys, words, undone }, index) => {
    const row = rows[index] ?? null;
    // A mark without words goes below those of others, so that no dot lies on a word.
    const y = MARGIN.top + (row ?? ROWS) * ROW;
    const here = pointed !== null && keys.includes(pointed);
    return (
      <g
        key={keys[0]}
        className="timeline-mark"
        data-event={key}
        data-undone={undone || undefined}
        data-pointed={here || undefined}
        data-chosen={(chosen !== null && keys.includes(chosen)) || undefined}
      >
        <line x1={x} x2={x} y1={y} y2={scales.low} />
        <circle cx={x} cy={y} r={here ? 5 : 3} />
        <circle className="timeline-reach" cx={x} cy={y} r={ROW / 2} />
        {row !== null && (
          <text x={x + 7} y={y} dy="4">
            {words}
          </text>
        )}
      </g>
    );
  });
}

interface CurveProps {
  readonly course: Course;
  readonly scales: Scales;
  readonly pointed: string | null;
}

export function Curve({ course, scales, pointed }: CurveProps) {
  return (
    <>
      <path className="timeline-best" d={stepPath(course, scales)} />
      {course.stretches.flatMap(({ weights, bests }) =>
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
      )}
    </>
  );
}

interface TwinCurvesProps {
  readonly twins: readonly DrawnTwin[];
  readonly course: Course;
  readonly scales: Scales;
}

/** The same without a decision: dashed, in a colour of its own, and named where it ends. */
export function TwinCurves({ twins, course, scales }: TwinCurvesProps) {
  const furthest = twins.reduce<DrawnTwin | null>((most, twin) => (most && most.to >= twin.to ? most : twin), null);
  return (
    <>
      {twins.map((twin) => (
        <path key={twin.study} className="timeline-twin" d={twinPath(twin, scales)} />
      ))}
      {furthest && <TwinName twin={furthest} many={twins.length} course={course} scales={scales} />}
    </>
  );
}

function TwinName({ twin, many, course, scales }: { readonly twin: DrawnTwin; readonly many: number; readonly course: Course; readonly scales: Scales }) {
  const last = twin.points.at(-1)?.[1] ?? 0;
  const own = course.stretches.at(-1)?.bests.at(-1)?.value ?? last;
  // On the side where the other curve is not.
  const above = scales.y.of(last) < scales.y.of(own);
  return (
    <text className="timeline-twin-name" x={scales.x.of(twin.to) - 2} y={scales.y.of(last)} dy={above ? -5 : 13} textAnchor="end">
      unattended{many > 1 && ` ×${many}`}
    </text>
  );
}
