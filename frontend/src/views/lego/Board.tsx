import type { CellRecord, PathRecord } from "@schema";
import { useMemo, useState } from "react";
import { boardOf, edgeKey, emptyCorner, opacities, type Board as BoardShape } from "../../core/board";
import { useStudy } from "../../core/context";
import { cellName, pathNames, vertexName } from "../../core/names";
import { ownerOf, pathsByCell, scoreByPath } from "../../core/selectors";
import { BoardMenu } from "./BoardMenu";
import { CandidateInCell } from "./CandidateInCell";
import { PathBrick } from "./PathBrick";
import { Plate } from "./Plate";
import { Readout } from "./Readout";
import { useBoardGestures } from "./useBoardGestures";

const NONE: readonly PathRecord[] = [];

/** An opened cell: no line crosses another at any size, and every operation is a click away. */
export function Board({ cell }: { readonly cell: CellRecord }) {
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)) ?? NONE);
  const board = useMemo(() => boardOf(cell, paths), [cell, paths]);
  const gestures = useBoardGestures();
  const [target, setTarget] = useState<Target>(NOWHERE);
  const edge = board.edges.find((each) => edgeKey(each) === target.edge) ?? null;
  return (
    <div className="board-area">
      <div className="board-head">
        <h2>{cellName(cell)}</h2>
        <Readout />
      </div>
      <BoardMenu path={target.path} edge={edge} cell={cell}>
        <div
          className="board"
          style={{
            gridTemplateColumns: `56px repeat(${cell.nodes}, minmax(120px, 168px)) ${emptyCorner(cell) ? "" : "minmax(240px, 320px)"}`,
            gridTemplateRows: `auto repeat(${board.sources.length}, auto)`,
          }}
          onContextMenuCapture={(event) => setTarget(targetAt(event.target))}
          {...gestures}
        >
          <Labels board={board} />
          <Bricks board={board} cell={cell} />
          <Picture cell={cell} paths={paths} />
        </div>
      </BoardMenu>
    </div>
  );
}

/** The brick and the plate at which a menu was asked for, by id. */
interface Target {
  readonly path: string | null;
  readonly edge: string | null;
}

const NOWHERE: Target = { path: null, edge: null };

function targetAt(target: EventTarget): Target {
  if (!(target instanceof Element)) return NOWHERE;
  const read = (name: string) => target.closest(`[${name}]`)?.getAttribute(name) ?? null;
  return { path: read("data-path"), edge: read("data-edge") };
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

function Labels({ board }: { readonly board: BoardShape }) {
  return (
    <>
      {board.targets.map((target, i) => (
        <div key={target} className="column-name" style={{ gridRow: 1, gridColumn: i + 2 }}>
          → {vertexName(target)}
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
  const opacity = useStudy((s) => opacities(s.records));
  const scores = useStudy((s) => scoreByPath(s.records.scores));
  const first = board.edges[0]?.paths[0]?.id;
  return board.edges.map((edge) => (
    <Plate key={edgeKey(edge)} edge={edge} cell={cell}>
      {edge.paths.map((path) => (
        <PathBrick
          key={path.id}
          path={path}
          name={names.get(path.id) ?? path.id}
          label={operations.find((each) => each.id === path.operation)?.short ?? "?"}
          opacity={opacity.get(path.id) ?? 1}
          score={scores.get(path.id)?.score ?? null}
          inTabOrder={path.id === first}
        />
      ))}
    </Plate>
  ));
}
