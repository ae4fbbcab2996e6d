import type { OperationEntry } from "@schema";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { cellName } from "../../core/names";
import { combined } from "../../core/selection";
import { openedCell, ownerOf, pathsByCell } from "../../core/selectors";
import { Brick } from "../../parts/Brick";
import { dragOperation } from "../../parts/dragging";
import "./palette.css";

/** The operations on offer: press one to select its bricks in the opened cell, drag one on to an edge to add it there. */
export function Palette() {
  const operations = useStudy((s) => s.catalogue.operations);
  const cell = useStudy((s) => openedCell(s.records.cells, s.selection.cell));
  return (
    <section className="view" aria-label="Palette">
      <div className="view-body">
        <ul className="palette">
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </ul>
        <p className="palette-note">
          Press: select all of a kind{cell ? ` in ${cellName(cell)}` : ""}. Drag on to an edge, or right-click the edge: add it.
        </p>
      </div>
    </section>
  );
}

function Operation({ operation }: { readonly operation: OperationEntry }) {
  const { select } = useActions();
  const state = useStateNow();
  const choose = (adding: boolean) => {
    const { records, selection } = state();
    const cell = openedCell(records.cells, selection.cell);
    const paths = cell ? (pathsByCell(records.paths).get(ownerOf(cell)) ?? []) : [];
    const ids = paths.filter((path) => path.operation === operation.id).map((path) => path.id);
    select({ paths: combined(selection.paths, ids, adding ? "add" : "replace") });
  };
  return (
    <li>
      <button
        type="button"
        className="palette-item"
        title={`${operation.name}: ${operation.description}`}
        draggable
        onDragStart={(event) => dragOperation(event.dataTransfer, operation.id)}
        onClick={(event) => choose(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        <span className="palette-brick">
          <Brick operation={operation.id} label={operation.short} />
        </span>
        <span className="palette-name">{operation.name}</span>
      </button>
    </li>
  );
}
