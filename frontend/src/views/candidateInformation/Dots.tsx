/** The dots, drawn once for their scores; hover and selection never render them again. */
import { memo } from "react";
import { decimal } from "../../core/chartFormat";
import type { PathDot, PathMeasure } from "../../core/chartPaths";
import { useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { operationColour } from "../../core/operations";
import { points } from "../../core/words";
import type { Scales } from "./PathPlot";

interface Props {
  readonly dots: readonly PathDot[];
  readonly scales: Scales;
  readonly measure: PathMeasure;
}

/** What the dot says to those who do not see it. */
export function describe(dot: PathDot, measure: PathMeasure): string {
  const error = dot.high === null ? null : (dot.high - dot.y) / 100;
  const worth = measure === "score" ? `score ${decimal(dot.y)}` : `advantage ${points(dot.y / 100, error)}`;
  return `${worth}, in ${dot.x} evaluated ${dot.x === 1 ? "candidate" : "candidates"}, ${dot.state}`;
}

export const Dots = memo(
  function Dots({ dots, scales, measure }: Props) {
    const paths = useStudy((state) => state.records.paths);
    const cells = useStudy((state) => state.records.cells);
    const operations = useStudy((state) => state.catalogue.operations);
    const names = pathNames({ paths, cells }, operations);
    return (
      <g>
        {dots.map((dot) => (
          <Bar key={dot.id} dot={dot} scales={scales} />
        ))}
        {dots.map((dot, index) => (
          <circle
            key={dot.id}
            className="info-dot"
            role="button"
            tabIndex={index === 0 ? 0 : -1}
            aria-label={names.get(dot.id)}
            aria-description={describe(dot, measure)}
            data-path={dot.id}
            data-state={dot.state}
            cx={`${scales.x.of(dot.x)}%`}
            cy={`${scales.y.of(dot.y)}%`}
            r={4}
            style={{ color: operationColour(dot.operation) }}
          />
        ))}
      </g>
    );
  },
  (before, after) => before.dots === after.dots && before.measure === after.measure,
);

/** ± one standard error. */
function Bar({ dot, scales }: { readonly dot: PathDot; readonly scales: Scales }) {
  if (dot.low === null || dot.high === null) return null;
  const x = `${scales.x.of(dot.x)}%`;
  const colour = operationColour(dot.operation);
  return (
    <line
      className="info-error"
      x1={x}
      x2={x}
      y1={`${scales.y.of(dot.low)}%`}
      y2={`${scales.y.of(dot.high)}%`}
      stroke={colour}
    />
  );
}
