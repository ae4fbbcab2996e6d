import type { CellRecord } from "@schema";
import { Fragment } from "react";
import { AddCell } from "./AddCell";
import { CellBrick } from "./CellBrick";

interface Props {
  readonly cells: readonly CellRecord[];
  readonly opened: string;
}

/** From so many cells on they are drawn small, so that the board below stays in sight. */
const MANY = 5;

/** The template from its stem to its classifier. */
export function Overview({ cells, opened }: Props) {
  return (
    <div className="overview" role="group" aria-label="Cells" data-many={cells.length >= MANY}>
      <span className="end-block">stem</span>
      {cells.map((cell) => (
        <Fragment key={cell.id}>
          <AddCell position={cell.position} />
          <CellBrick cell={cell} cells={cells} opened={cell.id === opened} />
        </Fragment>
      ))}
      <AddCell position={cells.length} />
      <span className="end-block">classifier</span>
    </div>
  );
}
