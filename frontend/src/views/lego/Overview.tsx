import type { CellRecord } from "@schema";
import { Fragment } from "react";
import { AddCell } from "./AddCell";
import { CellBrick } from "./CellBrick";

interface Props {
  readonly cells: readonly CellRecord[];
  readonly opened: string;
}

/** The template from its stem to its classifier. */
export function Overview({ cells, opened }: Props) {
  return (
    <div className="overview" role="group" aria-label="Cells">
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
