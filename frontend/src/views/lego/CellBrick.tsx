import type { CellRecord, PathRecord } from "@schema";
import { memo, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { boardOf } from "../../core/board";
import { useActions, useStudy } from "../../core/context";
import { miniStuds } from "../../core/graphMini";
import { cellName } from "../../core/names";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { draggable } from "../../parts/dragging";
import { BrickCanvas } from "./BrickCanvas";
import { CellMenu } from "./CellMenu";
import { useActing } from "./InPlace";
import { Place } from "./Place";
import { RemoveCell } from "./RemoveCell";

const NONE: readonly PathRecord[] = [];

interface Props {
  readonly cell: CellRecord;
  readonly cells: readonly CellRecord[];
  readonly opened: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A cell in the row: pressing it opens it, dragging or Alt with an arrow key moves it. */
export function CellBrick({ cell, cells, opened, left, top, width, height }: Props) {
  const { select, hover } = useActions();
  const { act } = useActing();
  const [leaving, setLeaving] = useState(false);
  const brick = useRef<HTMLDivElement>(null);
  const owner = cells.find((each) => each.id === cell.tied_to);
  const name = cellName(cell);
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)) ?? NONE);
  const pointed = useStudy((s) => s.hover?.kind === "path" && s.hover.source !== "lego" && s.hover.ids.some((id) => s.records.paths[id]?.cell === ownerOf(cell)));
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    const position = cell.position + by;
    if (event.altKey && by !== 0) {
      if (position >= 0 && position < cells.length) void act({ type: "move_cell", cell: cell.id, position }, brick.current);
    } else if (event.key === "Delete" || event.key === "Backspace") setLeaving(true);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={brick}
      className="cell"
      data-kind={cell.kind}
      data-opened={opened}
      data-pointed={pointed || undefined}
      data-size={width < 56 ? "tiny" : width < 116 ? "small" : "large"}
      style={{ left, top, width, height }}
      onMouseEnter={() => hover({ kind: "cell", ids: [cell.id], source: "lego" })}
      onMouseLeave={() => hover(null)}
    >
      <CellMenu cell={cell} cells={cells} remove={() => setLeaving(true)}>
        <button
          type="button"
          className="cell-open"
          aria-pressed={opened}
          aria-label={`${name}${owner ? `, as ${cellName(owner)}` : ""}${pointed ? ", contains what is pointed at" : ""}`}
          aria-description="Alt with an arrow key moves it, Delete removes it"
          {...draggable({ kind: "move", cell: cell.id, position: cell.position }, name)}
          onClick={() => select({ cell: cell.id })}
          onKeyDown={pressed}
        >
          <Label cell={cell} width={width} owner={owner} />
          <Paths cell={cell} paths={paths} />
        </button>
      </CellMenu>
      <Place target={{ kind: "cell", cell, edges: boardOf(cell, paths).edges }} />
      {leaving && <RemoveCell cell={cell} close={() => setLeaving(false)} />}
    </div>
  );
}

function Label({ cell, width, owner }: { readonly cell: CellRecord; readonly width: number; readonly owner: CellRecord | undefined }) {
  if (width < 56) return <span className="cell-name">{cell.position + 1}</span>;
  return (
    <span className="cell-name">
      {width < 116 ? `${cell.kind} ${cell.position + 1}` : cellName(cell)}
      {owner && width >= 116 && <span className="note"> = {owner.position + 1}</span>}
    </span>
  );
}

const MINI = { width: 112, height: 38 };

const Paths = memo(function Paths({ cell, paths }: { readonly cell: CellRecord; readonly paths: readonly PathRecord[] }) {
  const studs = useMemo(() => miniStuds(cell, paths, MINI.width, MINI.height), [cell, paths]);
  return <BrickCanvas studs={studs} width={MINI.width} height={MINI.height} scale={2} />;
});
