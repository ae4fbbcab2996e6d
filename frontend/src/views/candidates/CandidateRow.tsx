import type { CandidateRecord, RunRecord } from "@schema";
import { memo, useRef, type CSSProperties } from "react";
import { useWatch } from "../../core/context";
import type { Hover } from "../../core/selection";
import type { Column, Entry } from "../../core/tableColumns";

interface Props extends Entry {
  readonly candidate: CandidateRecord;
  readonly final: RunRecord | null;
  readonly columns: readonly Column[];
  /** Among those shown, from 0. */
  readonly index: number;
  /** In pixels. */
  readonly top: number;
  readonly selected: boolean;
  readonly compared: "first" | "second" | null;
  readonly active: boolean;
  readonly best: boolean;
}

export const rowId = (candidate: string): string => `row-${candidate}`;

/** One candidate. It is drawn anew only when its own record, place or marks change; hover only sets an attribute. */
export const CandidateRow = memo(function CandidateRow(props: Props) {
  const { id, candidate, columns, index, top, selected, compared, active, best } = props;
  const row = useRef<HTMLDivElement>(null);
  useWatch(
    (s) => concerns(s.hover, id, candidate),
    (hovered) => row.current?.toggleAttribute("data-hovered", hovered),
  );
  return (
    <div
      ref={row}
      id={rowId(id)}
      role="row"
      className="table-row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      data-candidate={id}
      style={{ "--top": `${top}px` } as CSSProperties}
    >
      {columns.map((column, at) => (
        <div key={column.id} role={at === 0 ? "rowheader" : "gridcell"} className="table-cell" data-numeric={column.numeric || undefined} data-column={column.id}>
          {column.text(props)}
          {at === 0 && <Mark compared={compared} best={best} />}
        </div>
      ))}
    </div>
  );
});

const BEST = "The best one under the current weights that obeys the bounds; of equals the one with the smaller id.";

function Mark({ compared, best }: Pick<Props, "compared" | "best">) {
  if (compared !== null) return <span className="table-mark">{compared}</span>;
  return best ? <span className="table-mark" title={BEST}>best</span> : null;
}

/** Whether what is hovered anywhere is this candidate or something that it contains. */
function concerns(hover: Hover | null, id: string, candidate: CandidateRecord): boolean {
  if (hover === null || hover.kind === "cell") return false;
  if (hover.kind === "candidate") return hover.ids.includes(id);
  return hover.ids.length > 0 && hover.ids.every((path) => candidate.paths.includes(path));
}
