import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState, type CSSProperties } from "react";
import { useActions, useStudy, useWatch } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { CandidateRow, rowId } from "./CandidateRow";
import { GridHead } from "./GridHead";
import { useRowGestures } from "./useRowGestures";
import type { CandidateTable } from "./useTable";

/** Height of a row and of the head, in pixels, as the style sheet has them; rows that are drawn beyond the edges. */
const ROW = 24;
const SPARE = 8;

/** The rows: a grid of which only what is in sight is drawn, however long it is. */
export function CandidateGrid({ table }: { readonly table: CandidateTable }) {
  const { columns, shown, records, finals, weights, selected, selection } = table;
  const { hover } = useActions();
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const host = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const at = active === null ? -1 : shown.indexOf(active);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => host.current,
    estimateSize: () => ROW,
    getItemKey: (index) => shown[index]!,
    overscan: SPARE,
    scrollMargin: ROW,
    scrollPaddingStart: ROW,
    // The row that the keyboard is at is always drawn: the grid names it.
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), at),
  });
  const reveal = (id: string) => {
    const index = shown.indexOf(id);
    if (index >= 0) virtual.scrollToIndex(index, { align: "auto" });
  };
  const gestures = useRowGestures({ shown, active, setActive, reveal, page: () => Math.max(1, Math.floor((host.current?.clientHeight ?? 0) / ROW) - 2) });
  useWatch(
    (s) => s.selection.candidates,
    (ids) => {
      const [id] = ids;
      if (ids.length !== 1 || id === undefined || gestures.isMine(ids)) return;
      setActive(id);
      reveal(id);
    },
  );
  const size = { "--columns": columns.map(({ width }) => `${width}px`).join(" ") } as CSSProperties;
  return (
    <div
      ref={host}
      className="view-body table"
      role="grid"
      aria-label="Candidates, one a row"
      aria-multiselectable="true"
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active !== null && at >= 0 ? rowId(active) : undefined}
      tabIndex={0}
      style={size}
      onKeyDown={gestures.onKeyDown}
      onBlur={() => hover(null)}
      onPointerLeave={() => hover(null)}
    >
      <GridHead table={table} />
      <div
        role="rowgroup"
        className="table-body"
        style={{ height: virtual.getTotalSize() }}
        onClick={gestures.onClick}
        onPointerOver={gestures.onPointerOver}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const id = shown[index];
          const candidate = id === undefined ? undefined : records[id];
          if (id === undefined || !candidate) return null;
          return (
            <CandidateRow
              key={id}
              id={id}
              candidate={candidate}
              final={finals.get(id) ?? null}
              weights={weights}
              columns={columns}
              index={index}
              top={start - ROW}
              selected={selected.has(id) || selection.secondCandidate === id}
              compared={comparedAs(id, selection)}
              active={active === id}
              best={best === id}
            />
          );
        })}
      </div>
    </div>
  );
}

const withIndex = (drawn: number[], index: number): number[] =>
  index < 0 || drawn.includes(index) ? drawn : [...drawn, index].sort((a, b) => a - b);

function comparedAs(id: string, { candidates, secondCandidate }: CandidateTable["selection"]): "first" | "second" | null {
  if (secondCandidate === null) return null;
  return secondCandidate === id ? "second" : candidates[0] === id ? "first" : null;
}
