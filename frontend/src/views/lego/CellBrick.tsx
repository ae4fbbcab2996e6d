import type { CellRecord, PathRecord } from "@schema";
import { memo, useMemo, useState, type CSSProperties, type KeyboardEvent } from "react";
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
}

type Size = "tiny" | "small" | "large";

const sizeOf = (width: number): Size => (width < 56 ? "tiny" : width < 116 ? "small" : "large");

/** A cell in the row, at its place; while the row zooms only this is drawn anew. */
export function CellBrick({ box, cell, ...rest }: Props & { readonly box: CSSProperties & { readonly width: number } }) {
  const { hover } = useActions();
  const owner = ownerOf(cell);
  const pointed = useStudy((s) => s.hover?.kind === "path" && s.hover.source !== "lego" && s.hover.ids.some((id) => s.records.paths[id]?.cell === owner));
  const size = sizeOf(box.width);
  return (
    <div
      className="cell"
      data-kind={cell.kind}
      data-opened={rest.opened}
      data-pointed={pointed || undefined}
      data-size={size}
      style={box}
      onMouseEnter={() => hover({ kind: "cell", ids: [cell.id], source: "lego" })}
      onMouseLeave={() => hover(null)}
    >
      <Inner cell={cell} {...rest} size={size} pointed={pointed} />
    </div>
  );
}

/** Pressing it opens the cell, dragging or Alt with an arrow key moves it, Delete asks whether it is to go. */
const Inner = memo(function Inner({ cell, cells, opened, size, pointed }: Props & { readonly size: Size; readonly pointed: boolean }) {
  const { select } = useActions();
  const { act } = useActing();
  const [leaving, setLeaving] = useState(false);
  const owner = cells.find((each) => each.id === cell.tied_to);
  const name = cellName(cell);
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)) ?? NONE);
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    const position = cell.position + by;
    if (event.altKey && by !== 0) {
      if (position >= 0 && position < cells.length) void act({ type: "move_cell", cell: cell.id, position }, event.currentTarget);
    } else if (event.key === "Delete" || event.key === "Backspace") setLeaving(true);
    else return;
    event.preventDefault();
  };
  return (
    <>
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
          <Label cell={cell} size={size} owner={owner} />
          <Paths cell={cell} paths={paths} />
        </button>
      </CellMenu>
      <Place target={{ kind: "cell", cell, edges: boardOf(cell, paths).edges }} />
      {leaving && <RemoveCell cell={cell} close={() => setLeaving(false)} />}
    </>
  );
});

function Label({ cell, size, owner }: { readonly cell: CellRecord; readonly size: Size; readonly owner: CellRecord | undefined }) {
  if (size === "tiny") return <span className="cell-name">{cell.position + 1}</span>;
  return (
    <span className="cell-name">
      {size === "small" ? `${cell.kind} ${cell.position + 1}` : cellName(cell)}
      {owner && size === "large" && <span className="note"> = {owner.position + 1}</span>}
    </span>
  );
}

const MINI = { width: 112, height: 38 };

const Paths = memo(function Paths({ cell, paths }: { readonly cell: CellRecord; readonly paths: readonly PathRecord[] }) {
  const studs = useMemo(() => miniStuds(cell, paths, MINI.width, MINI.height), [cell, paths]);
  return <BrickCanvas studs={studs} width={MINI.width} height={MINI.height} shown={1} />;
});
