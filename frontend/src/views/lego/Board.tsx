import type { CellRecord, PathRecord } from "@schema";
import { useMemo, useRef, useState } from "react";
import { boardOf, edgeKey, emptyCorner, type Board as BoardShape } from "../../core/board";
import { useStudy } from "../../core/context";
import { pathNames, vertexName } from "../../core/names";
import { ownerOf, pathsByCell, scoreByPath } from "../../core/selectors";
import { BrickMenu, NOWHERE, targetAt, type MenuTarget } from "./BrickMenu";
import { CandidateInCell } from "./CandidateInCell";
import { NodeHead } from "./NodeHead";
import { PathBrick } from "./PathBrick";
import { Place } from "./Place";
import { Plate } from "./Plate";
import { useBox } from "./useBox";
import { useBrickGestures } from "./useBrickGestures";
import { useLooks } from "./useLooks";
import { useMarks } from "./useMarks";

const NONE: readonly PathRecord[] = [];

/** An opened cell: no line crosses another at any size, and every operation is a click away. */
export function Board({ cell }: { readonly cell: CellRecord }) {
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)) ?? NONE);
  const board = useMemo(() => boardOf(cell, paths), [cell, paths]);
  const root = useRef<HTMLDivElement>(null);
  useMarks(root, board);
  const gestures = useBrickGestures();
  const box = useBox();
  const [target, setTarget] = useState<MenuTarget>(NOWHERE);
  return (
    <div className="board-area">
      <BrickMenu target={target} edges={board.edges} cell={cell}>
        <div
          ref={root}
          className="board"
          role="group"
          aria-label="Board"
          style={{
            gridTemplateColumns: `56px repeat(${cell.nodes}, minmax(120px, 168px)) ${emptyCorner(cell) ? "" : "minmax(240px, 320px)"}`,
            gridTemplateRows: `auto repeat(${board.sources.length}, auto)`,
          }}
          onContextMenuCapture={(event) => setTarget(targetAt(event.target))}
          {...gestures}
          {...box}
        >
          <Labels board={board} cell={cell} />
          <Bricks board={board} cell={cell} />
          <Picture cell={cell} paths={paths} />
          <Place target={{ kind: "board", cell }} />
        </div>
      </BrickMenu>
    </div>
  );
}

/** The candidate in view: in the board's empty corner, or beside a board that has none. */
function Picture({ cell, paths }: { readonly cell: CellRecord; readonly paths: readonly PathRecord[] }) {
  const corner = emptyCorner(cell);
  const place = corner
    ? { gridRow: `${corner.row + 2} / -1`, gridColumn: `2 / span ${corner.columns}` }
    : { gridRow: "2 / -1", gridColumn: cell.nodes + 2 };
  return (
    <div className={corner ? "corner" : "corner beside"} style={place}>
      <CandidateInCell cell={cell} paths={paths} />
    </div>
  );
}

function Labels({ board, cell }: { readonly board: BoardShape; readonly cell: CellRecord }) {
  return (
    <>
      {board.targets.map((target, i) => (
        <div key={target} className="column-name" style={{ gridRow: 1, gridColumn: i + 2 }}>
          <NodeHead cell={cell} node={target} edges={board.edges.filter((edge) => edge.target === target)} label={`→ ${vertexName(target)}`} />
        </div>
      ))}
      {board.sources.map((source, i) => (
        <div key={source} className="row-name" style={{ gridRow: i + 2, gridColumn: 1 }}>
          {vertexName(source)}
        </div>
      ))}
    </>
  );
}

function Bricks({ board, cell }: { readonly board: BoardShape; readonly cell: CellRecord }) {
  const operations = useStudy((s) => s.catalogue.operations);
  const names = useStudy((s) => pathNames(s.records, s.catalogue.operations));
  const looks = useLooks();
  const scores = useStudy((s) => scoreByPath(s.records.scores));
  const first = board.edges.find((edge) => edge.paths.length > 0)?.paths[0]?.id;
  return board.edges.map((edge) => (
    <Plate key={edgeKey(edge)} edge={edge} cell={cell}>
      {edge.paths.map((path) => (
        <PathBrick
          key={path.id}
          path={path}
          name={names.get(path.id) ?? path.id}
          label={operations.find((each) => each.id === path.operation)?.short ?? "?"}
          look={looks.get(path.id)}
          score={scores.get(path.id)?.score ?? null}
          inTabOrder={path.id === first}
        />
      ))}
    </Plate>
  ));
}
