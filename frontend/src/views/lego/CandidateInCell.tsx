import type { CellRecord, PathRecord } from "@schema";
import { useMemo } from "react";
import { viewedOf } from "../../core/brickMarks";
import { candidateGraph, type Arc, type Vertex } from "../../core/candidateGraph";
import { useStudy } from "../../core/context";
import { cellName, shortId } from "../../core/names";
import { operationColour } from "../../core/operations";
import type { Viewed } from "../../core/selection";

const WIDTH = 300;
const HEIGHT = 112;
const MARGIN = { x: 22, y: 12 };

const at = ({ x, y }: Vertex): readonly [number, number] => [
  MARGIN.x + x * (WIDTH - 2 * MARGIN.x),
  MARGIN.y + y * (HEIGHT - 2 * MARGIN.y),
];

interface Props {
  readonly cell: CellRecord;
  readonly paths: readonly PathRecord[];
}

/** The candidate in view as a small graph of the opened cell. */
export function CandidateInCell({ cell, paths }: Props) {
  const viewed = useStudy(viewedOf);
  const best = useStudy((s) => Object.values(s.records.study)[0]?.best_candidate ?? null);
  const bestPaths = useStudy((s) => (best === null ? undefined : s.records.candidates[best]?.paths));
  const shown = viewed?.first ?? best;
  const active = useMemo(() => {
    const chosen = viewed?.paths ?? new Set(bestPaths);
    return paths.filter((path) => chosen.has(path.id));
  }, [viewed, bestPaths, paths]);
  if (shown === null) return null;
  const { vertices, arcs } = candidateGraph(cell, active);
  const title = `${viewed ? titled(viewed) : `best candidate ${shortId(shown)}`} in ${cellName(cell)}`;
  return (
    <figure className="candidate-graph">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {arcs.map((arc) => (
          <path key={arc.path ?? arc.from.id} d={curve(arc)} className={arc.path ? "active" : "joined"} stroke={stroke(arc)} />
        ))}
        {vertices.map((vertex) => (
          <Node key={vertex.id} vertex={vertex} />
        ))}
      </svg>
    </figure>
  );
}

const titled = ({ first, second }: Viewed): string =>
  second === null ? `candidate ${shortId(first)}` : `candidates ${shortId(first)} and ${shortId(second)}`;

const stroke = (arc: Arc): string | undefined => (arc.operation === null ? undefined : operationColour(arc.operation));

function curve({ from, to, bow }: Arc): string {
  const [[x0, y0], [x1, y1]] = [at(from), at(to)];
  const bend = (x1 - x0) / (bow ? 4 : 2);
  const rise = bow * (HEIGHT - 2 * MARGIN.y);
  return `M${x0} ${y0}C${x0 + bend} ${y0 + rise} ${x1 - bend} ${y1 + rise} ${x1} ${y1}`;
}

function Node({ vertex }: { readonly vertex: Vertex }) {
  const [x, y] = at(vertex);
  return (
    <g>
      <rect x={x - 14} y={y - 8} width={28} height={16} rx={4} />
      <text x={x} y={y + 3.5} textAnchor="middle">
        {vertex.label}
      </text>
    </g>
  );
}
