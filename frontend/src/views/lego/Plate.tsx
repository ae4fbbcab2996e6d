import type { CellRecord } from "@schema";
import type { ReactNode } from "react";
import { edgeKey, type Edge } from "../../core/board";
import { vertexName } from "../../core/names";
import { Place } from "./Place";

interface Props {
  readonly edge: Edge;
  readonly cell: CellRecord;
  readonly children: ReactNode;
}

/** The place of an edge; an operation dropped from the palette comes back or is added here. */
export function Plate({ edge, cell, children }: Props) {
  return (
    <div
      className="plate"
      role="group"
      data-edge={edgeKey(edge)}
      aria-label={`${vertexName(edge.source)} to ${vertexName(edge.target)}`}
      style={{ gridRow: edge.row + 2, gridColumn: edge.column + 2 }}
    >
      {children}
      <Place target={{ kind: "edge", cell, edge }} />
    </div>
  );
}
