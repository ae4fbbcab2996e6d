/** Which cells are open in the graph, as `lego.open` holds it: the one that is open everywhere, all, none, or a list. */
import type { CellRecord } from "@schema";

export const OPEN_BY_DEFAULT = "cell";

type Identified = Pick<CellRecord, "id">;

export function openCells(held: string, cells: readonly Identified[], opened: string): ReadonlySet<string> {
  const all = cells.map(({ id }) => id);
  if (held === OPEN_BY_DEFAULT) return new Set([opened]);
  if (held === "all") return new Set(all);
  const listed = new Set(held.split("."));
  return new Set(all.filter((id) => listed.has(id)));
}

/** What to hold after one more cell was opened or closed. */
export function toggledOpen(open: ReadonlySet<string>, cell: string, cells: readonly Identified[]): string {
  const next = cells.map(({ id }) => id).filter((id) => open.has(id) !== (id === cell));
  return next.length === cells.length ? "all" : next.length === 0 ? "none" : next.join(".");
}
