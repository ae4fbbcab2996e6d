import type { CandidateTable } from "./useTable";

/** The names of the columns; each sorts by its own. */
export function GridHead({ table: { columns, order, sortBy } }: { readonly table: CandidateTable }) {
  const sort = (id: string) => (order.column === id ? (order.direction === "up" ? "ascending" : "descending") : "none");
  return (
    <div role="rowgroup" className="table-head">
      <div role="row" className="table-row" aria-rowindex={1}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className="table-cell" aria-sort={sort(column.id)} data-numeric={column.numeric || undefined}>
            <button type="button" title={`${column.meaning} Click to sort.`} onClick={() => sortBy(column)}>
              {column.name}
            </button>
          </div>
        ))}
      </div>
    </div>
  );
}
