/** What is drawn over the axes: the best so far with its improvements, and what people did. */
import type { Course } from "../../core/timeline";
import { stepPath, wordRows, type Mark } from "../../core/timelineChart";
import type { Size } from "../../parts/useSize";
import { MARGIN, ROW, ROWS, type Scales } from "./frame";

/** About the width of a letter of 11 pixels. */
const LETTER = 5.6;

interface MarksProps {
  readonly marks: readonly Mark[];
  readonly scales: Scales;
  readonly size: Size;
  readonly pointed: string | null;
}

export function Marks({ marks, scales, size, pointed }: MarksProps) {
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
