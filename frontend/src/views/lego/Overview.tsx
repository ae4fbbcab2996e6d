import type { CellRecord } from "@schema";
import { useMemo, useRef } from "react";
import { ROW_PAD, rowMeasures } from "../../core/graphRow";
import { templateGraph } from "../../core/graphTemplate";
import { Button } from "../../parts/Button";
import { AddCell } from "./AddCell";
import { CellBrick } from "./CellBrick";
import { useRow } from "./useRow";

interface Props {
  readonly cells: readonly CellRecord[];
  readonly opened: string | null;
}

/** Pixels between cells below which there is no room for a plus; the menu of a cell adds one too. */
const TIGHT = 18;

/** The template from its stem to its classifier, with what each cell reads. */
export function Overview({ cells, opened }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const row = useRow(scroller, cells.length, opened);
  const { zoom } = row;
  const measures = useMemo(() => rowMeasures(zoom), [zoom]);
  const graph = useMemo(() => templateGraph(cells, measures), [cells, measures]);
  const [left, top] = [ROW_PAD, ROW_PAD - graph.y];
  const gaps = [...graph.places, graph.ends.at(-1)!].map(({ x }) => x - measures.gap / 2);
  const size = { width: graph.width + 2 * ROW_PAD, height: graph.height + 2 * ROW_PAD };
  return (
    <div className="overview">
      <div className="row-scroll" ref={scroller} role="group" aria-label="Cells" {...row.gestures}>
        <div className="row" data-tight={measures.gap < TIGHT || undefined} style={size}>
          <svg className="row-joins" aria-hidden="true" {...size}>
            <g transform={`translate(${left} ${top})`}>
              {graph.joins.map(({ key, line, skips }) => (
                <path key={key} d={line} data-skips={skips || undefined} />
              ))}
            </g>
          </svg>
          {graph.ends.map((end) => (
            <span key={end.id} className="end-block" style={{ left: left + end.x, top: top + end.y, width: end.width, height: end.height }}>
              {end.label}
            </span>
          ))}
          {graph.places.map((place) => (
            <CellBrick
              key={place.id}
              cell={place.cell}
              cells={cells}
              opened={place.id === opened}
              box={{ left: left + place.x, top: top + place.y, width: place.width, height: place.height }}
            />
          ))}
          {gaps.map((x, position) => (
            <AddCell key={position} position={position} left={left + x} top={top} nodes={(cells[position] ?? cells.at(-1))?.nodes ?? 4} />
          ))}
        </div>
      </div>
      <RowTools {...row} cells={cells.length} />
    </div>
  );
}

type ToolsProps = Pick<ReturnType<typeof useRow>, "zoomBy" | "fit" | "seen"> & { readonly cells: number };

/** Says which cells are in sight where not all are, and zooms. */
function RowTools({ zoomBy, fit, seen, cells }: ToolsProps) {
  if (seen === null) return null;
  return (
    <div className="row-tools">
      <span className="note">
        cells {seen[0]}–{seen[1]} of {cells}
      </span>
      <Button look="plain" aria-label="Smaller cells" title="Smaller cells (−)" onClick={() => zoomBy(0.8)}>
        −
      </Button>
      <Button look="plain" aria-label="Larger cells" title="Larger cells (+)" onClick={() => zoomBy(1.25)}>
        +
      </Button>
      <Button look="plain" aria-label="Fit all cells" title="All cells in sight (0)" onClick={fit}>
        fit
      </Button>
    </div>
  );
}
