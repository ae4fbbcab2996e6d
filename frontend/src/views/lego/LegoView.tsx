import { useRef } from "react";
import { useStudy, useViewState } from "../../core/context";
import { cellsInOrder } from "../../core/selectors";
import { Board } from "./Board";
import { CellHead } from "./CellHead";
import { Graph } from "./Graph";
import { Head, LEVELS } from "./Head";
import { InPlace } from "./InPlace";
import { Legend } from "./Legend";
import { Overview } from "./Overview";
import { usePlacing } from "./usePlacing";
import "./lego.css";

/** The template as bricks: all its cells in a row, and the opened one as a board, or the whole as a graph. */
export function LegoView() {
  const cells = useStudy((s) => cellsInOrder(s.records.cells));
  const opened = useStudy((s) => s.selection.cell);
  const loaded = useStudy((s) => s.loaded);
  const [level] = useViewState("lego.level", "board", LEVELS);
  const root = useRef<HTMLElement>(null);
  const cell = cells.find((each) => each.id === opened) ?? cells[0];
  const placing = usePlacing(root);
  return (
    <section className="view lego" aria-label="Lego view" ref={root} {...placing}>
      <InPlace root={root}>
        <Head />
        {!loaded && <p className="empty">The template is on its way …</p>}
        {loaded && <Overview cells={cells} opened={cell?.id ?? null} />}
        {loaded && !cell && <p className="empty">No cell yet: drag a normal cell from the palette into the row, or press the plus.</p>}
        {cell && <CellHead cell={cell} whole={level === "graph"} />}
        {cell && (level === "graph" ? <Graph cells={cells} opened={cell.id} /> : <Board key={cell.id} cell={cell} />)}
        <Legend cell={cell ?? null} />
      </InPlace>
    </section>
  );
}
