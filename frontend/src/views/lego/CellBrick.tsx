import type { CellRecord, PathRecord } from "@schema";
import { memo } from "react";
import { boardOf, opacities } from "../../core/board";
import { useActions, useStudy } from "../../core/context";
import { cellName } from "../../core/names";
import { operationColour } from "../../core/operations";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { CellMenu } from "./CellMenu";

const NONE: readonly PathRecord[] = [];

interface Props {
  readonly cell: CellRecord;
  readonly cells: readonly CellRecord[];
  readonly opened: boolean;
}

/** A cell in the row, with all of its paths as tiny bricks; pressing it opens the cell. */
export function CellBrick({ cell, cells, opened }: Props) {
  const { select, hover } = useActions();
  const owner = cells.find((each) => each.id === cell.tied_to);
  return (
    <div
      className="cell"
      data-kind={cell.kind}
      data-opened={opened}
      onMouseEnter={() => hover({ kind: "cell", ids: [cell.id], source: "lego" })}
      onMouseLeave={() => hover(null)}
    >
      <button type="button" className="cell-open" aria-pressed={opened} onClick={() => select({ cell: cell.id })}>
        <span className="cell-name">
          {cell.kind} <span className="cell-word">cell</span> {cell.position + 1}
        </span>
        <Paths cell={cell} />
        {owner && <span className="note">as {cellName(owner)}</span>}
      </button>
      <CellMenu cell={cell} cells={cells} />
    </div>
  );
}

const STEP = { x: 6, y: 5 };

/** An edge a column, an operation a row: a colour keeps its row, so that a pale or missing one is seen. */
const Paths = memo(function Paths({ cell }: { readonly cell: CellRecord }) {
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)) ?? NONE);
  const opacity = useStudy((s) => opacities(s.records));
  const { edges } = boardOf(cell, paths);
  const rows = Math.max(1, ...edges.map((edge) => edge.paths.length));
  return (
    <svg
      className="minis"
      viewBox={`0 0 ${edges.length * STEP.x} ${rows * STEP.y}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {edges.flatMap((edge, i) =>
        edge.paths.map((path, j) => (
          <rect
            key={path.id}
            data-path={path.id}
            data-state={path.state}
            x={i * STEP.x}
            y={j * STEP.y}
            width={STEP.x - 1}
            height={STEP.y - 1}
            fill={operationColour(path.operation)}
            style={{ "--opacity": opacity.get(path.id) ?? 1 } as React.CSSProperties}
          />
        )),
      )}
    </svg>
  );
});
