import type { CellRecord } from "@schema";
import type { DragEvent, ReactNode } from "react";
import { edgeKey, type Edge } from "../../core/board";
import { useActions } from "../../core/context";
import { vertexName } from "../../core/names";
import { ownerOf } from "../../core/selectors";
import { additionOf } from "../../core/steering";
import { droppedOperation, isOperation } from "../../parts/dragging";

interface Props {
  readonly edge: Edge;
  readonly cell: CellRecord;
  readonly children: ReactNode;
}

/** The place of an edge; an operation dropped from the palette comes back or is added here. */
export function Plate({ edge, cell, children }: Props) {
  const { send, say } = useActions();
  const drop = (event: DragEvent) => {
    const operation = droppedOperation(event.dataTransfer);
    if (!operation) return;
    event.preventDefault();
    const addition = additionOf(edge, ownerOf(cell), operation);
    if (addition === null) say("info", "It is there already", "This edge offers that operation.");
    else void send({ type: "add_paths", paths: [addition] });
  };
  return (
    <div
      className="plate"
      role="group"
      data-edge={edgeKey(edge)}
      aria-label={`${vertexName(edge.source)} to ${vertexName(edge.target)}`}
      style={{ gridRow: edge.row + 2, gridColumn: edge.column + 2 }}
      onDragOver={(event) => isOperation(event.dataTransfer) && event.preventDefault()}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
