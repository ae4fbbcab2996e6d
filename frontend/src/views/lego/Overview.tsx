import type { CellRecord } from "@schema";
import { useMemo, useRef } from "react";
import { blockSize, templateGraph } from "../../core/graphTemplate";
import { Button } from "../../parts/Button";
import { AddCell } from "./AddCell";
import { CellBrick } from "./CellBrick";
import { useRow } from "./useRow";

interface Props {
  readonly cells: readonly CellRecord[];
  readonly opened: string | null;
}

const SIZE = { width: 128, height: 66, gap: 36, end: { width: 60, height: 40 }, rise: 11, pad: 6 };

/** The template from its stem to its classifier, with what each cell reads. */
export function Overview({ cells, opened }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const row = useRow(scroller, cells.length, opened);
  const { zoom } = row;
  const graph = useMemo(
    () =>
      templateGraph(cells, {
        gap: Math.max(16, SIZE.gap * zoom), rise: SIZE.rise, end: { width: SIZE.end.width * Math.max(0.7, zoom), height: SIZE.end.height },
        sizeOf: (cell) => blockSize(SIZE.width * zoom, Math.max(36, SIZE.height * zoom), cell.inputs.length),
      }),
    [cells, zoom],
  );
  const [left, top] = [SIZE.pad, SIZE.pad - graph.y];
  const gaps = cells.map((_, i) => (graph.places[i]?.x ?? 0) - Math.max(16, SIZE.gap * zoom) / 2);
  const last = graph.ends.at(-1)!.x - Math.max(16, SIZE.gap * zoom) / 2;
  return (
    <div className="overview">
      <div className="row-scroll" ref={scroller} role="group" aria-label="Cells" {...row.gestures}>
        <div className="row" style={{ width: graph.width + 2 * SIZE.pad, height: graph.height + 2 * SIZE.pad }}>
          <svg className="row-joins" aria-hidden="true" width={graph.width + 2 * SIZE.pad} height={graph.height + 2 * SIZE.pad}>
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
              left={left + place.x}
              top={top + place.y}
              width={place.width}
              height={place.height}
            />
          ))}
          {[...gaps, last].map((x, position) => (
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
