import type { CellRecord } from "@schema";
import type { Edge } from "../../core/board";
import { useActions, useStateNow } from "../../core/context";
import { cellName, vertexName } from "../../core/names";
import { combined } from "../../core/selection";
import { Place } from "./Place";

interface Props {
  readonly cell: CellRecord;
  readonly node: string;
  /** Those that lead into it. */
  readonly edges: readonly Edge[];
  readonly label: string;
}

/** A node's name: pressing it selects every path into it, an operation put on it comes on to every edge into it. */
export function NodeHead({ cell, node, edges, label }: Props) {
  const { select } = useActions();
  const state = useStateNow();
  const choose = (adding: boolean) => {
    const ids = edges.flatMap(({ paths }) => paths.map(({ id }) => id));
    select({ paths: combined(state().selection.paths, ids, adding ? "add" : "replace") });
  };
  return (
    <>
      <button
        type="button"
        className="node-head"
        data-node={node}
        aria-label={`${vertexName(node)} of ${cellName(cell)}: select every path into it`}
        onClick={(event) => choose(event.ctrlKey || event.metaKey || event.shiftKey)}
      >
        {label}
      </button>
      <Place target={{ kind: "node", cell, node, edges }} />
    </>
  );
}
