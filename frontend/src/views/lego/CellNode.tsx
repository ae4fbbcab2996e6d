import { useStore, type NodeProps } from "@xyflow/react";
import { createContext, memo, useContext, useMemo } from "react";
import { boardOf } from "../../core/board";
import { cellGraphOf } from "../../core/graphCell";
import { miniStuds } from "../../core/graphMini";
import { cellName } from "../../core/names";
import { Icon } from "../../parts/Icon";
import { BrickCanvas } from "./BrickCanvas";
import { CellInside } from "./CellInside";
import { TITLE, type CellData, type CellFlowNode, type EndFlowNode } from "./graphFlow";
import { Place } from "./Place";
import { NEAR } from "./useCamera";

interface OpenCells {
  readonly open: ReadonlySet<string>;
  readonly toggle: (cell: string) => void;
}

export const OpenCellsContext = createContext<OpenCells>({ open: new Set(), toggle: () => undefined });

/** A cell in the graph, compact or opened in place. */
const CellNode = memo(function CellNode({ data }: NodeProps<CellFlowNode>) {
  const { toggle } = useContext(OpenCellsContext);
  const { cell, open, paths } = data;
  const name = cellName(cell);
  return (
    <div className="cell-node" data-cell={cell.id} data-kind={cell.kind} data-open={open}>
      <div className="cell-title" style={{ height: TITLE }}>
        <button type="button" aria-expanded={open} aria-label={`${open ? "Close" : "Open"} ${name} in the graph`} onClick={() => toggle(cell.id)}>
          <Icon name={open ? "down" : "plus"} /> {name}
        </button>
      </div>
      {open ? <Inside {...data} /> : <Compact {...data} />}
      <Place target={{ kind: "cell", cell, edges: boardOf(cell, paths).edges }} />
    </div>
  );
});

const SMALL = { width: 124, height: 40 };

function Compact({ cell, paths }: CellData) {
  const studs = useMemo(() => miniStuds(cell, paths, SMALL.width, SMALL.height), [cell, paths]);
  return (
    <div className="cell-compact">
      <BrickCanvas studs={studs} {...SMALL} shown={1} />
    </div>
  );
}

function Inside({ cell, paths }: CellData) {
  const near = useStore((state) => state.transform[2] >= NEAR);
  const graph = cellGraphOf(cell)(paths);
  const studs = useMemo(() => graph.wires.flatMap((wire) => wire.studs), [graph]);
  if (near) return <CellInside cell={cell} graph={graph} />;
  return (
    <div className="cell-far">
      <BrickCanvas studs={studs} width={graph.width} height={graph.height} shown={0.3} />
      <span className="far-name" aria-hidden="true">
        {cell.position + 1}
      </span>
    </div>
  );
}

const EndNode = memo(function EndNode({ data }: NodeProps<EndFlowNode>) {
  return <div className="end-node">{data.label}</div>;
});

export const nodeTypes = { cell: CellNode, end: EndNode };
