import type { CellRecord } from "@schema";
import { ReactFlow, ReactFlowProvider, ViewportPortal } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useMemo, useRef, useState } from "react";
import { boardOf } from "../../core/board";
import { useStudy, useViewState } from "../../core/context";
import { OPEN_BY_DEFAULT, openCells, toggledOpen } from "../../core/graphOpen";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { BrickMenu, NOWHERE, targetAt, type MenuTarget } from "./BrickMenu";
import { nodeTypes, OpenCellsContext } from "./CellNode";
import { GraphTools } from "./GraphTools";
import { flowOf } from "./graphFlow";
import { useBox } from "./useBox";
import { useBrickGestures } from "./useBrickGestures";
import { useCamera } from "./useCamera";
import "./graph.css";

interface Props {
  readonly cells: readonly CellRecord[];
  readonly opened: string;
}

/** The template as a graph, in which every cell opens into its own. */
export function Graph(props: Props) {
  return (
    <ReactFlowProvider>
      <Drawn {...props} />
    </ReactFlowProvider>
  );
}

/** The pointer draws boxes; the wheel zooms, and Space or the middle button pans. */
const STILL = {
  nodesDraggable: false, nodesConnectable: false, nodesFocusable: false, edgesFocusable: false, elementsSelectable: false,
  zoomOnDoubleClick: false, selectionKeyCode: null, multiSelectionKeyCode: null, deleteKeyCode: null, disableKeyboardA11y: true,
  onlyRenderVisibleElements: true, panOnDrag: [1], minZoom: 0.02, maxZoom: 2, proOptions: { hideAttribution: true },
};

/** React Flow calls itself an application, in which screen readers would give up their own keys. */
const asGroup = (element: HTMLElement | null) => element?.setAttribute("role", "presentation");

function Drawn({ cells, opened }: Props) {
  const [held, hold] = useViewState<string>("lego.open", OPEN_BY_DEFAULT);
  const open = useMemo(() => openCells(held, cells, opened), [held, cells, opened]);
  const paths = useStudy((s) => pathsByCell(s.records.paths));
  const flow = useMemo(() => flowOf(cells, open, paths), [cells, open, paths]);
  const frame = useRef<HTMLDivElement>(null);
  const camera = useCamera(frame, flow.graph, opened, held);
  const gestures = useBrickGestures();
  const box = useBox(camera.mayDraw);
  const [target, setTarget] = useState<MenuTarget>(NOWHERE);
  const cell = cells.find(({ id }) => id === target.cell) ?? null;
  const edges = cell ? boardOf(cell, paths.get(ownerOf(cell)) ?? []).edges : [];
  const cellsOpen = useMemo(() => ({ open, toggle: (id: string) => hold(toggledOpen(open, id, cells)) }), [open, hold, cells]);
  /** While bricks move under a pointer that rests, none of them is meant by it. */
  const moving = (on: boolean) => frame.current?.toggleAttribute("data-moving", on);
  return (
    <OpenCellsContext value={cellsOpen}>
      <BrickMenu target={target} edges={edges} cell={cell}>
        <div
          ref={frame}
          className="graph"
          role="group"
          aria-label="Graph"
          tabIndex={0}
          onContextMenuCapture={(event) => setTarget(targetAt(event.target))}
          {...gestures}
          {...box}
          onFocus={(event) => {
            gestures.onFocus(event);
            camera.reveal(event.target);
          }}
          onKeyDown={(event) => {
            gestures.onKeyDown(event);
            if (!event.defaultPrevented && camera.pressed(event)) event.preventDefault();
          }}
        >
          <ReactFlow ref={asGroup} nodes={[...flow.nodes]} edges={[]} nodeTypes={nodeTypes} {...STILL} onMoveStart={() => moving(true)} onMoveEnd={() => moving(false)}>
            <ViewportPortal>
              <svg className="joins" aria-hidden="true">
                {flow.graph.joins.map(({ key, line, skips }) => (
                  <path key={key} d={line} data-skips={skips || undefined} />
                ))}
              </svg>
            </ViewportPortal>
          </ReactFlow>
          <GraphTools camera={camera} held={held} hold={hold} />
        </div>
      </BrickMenu>
    </OpenCellsContext>
  );
}
