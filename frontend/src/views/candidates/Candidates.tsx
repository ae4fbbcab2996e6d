import { CandidateGrid } from "./CandidateGrid";
import "./candidates.css";
import { TableTools } from "./TableTools";
import { useTable } from "./useTable";

/** Every candidate as a row: sortable, filterable, linked with every other view. */
export function Candidates() {
  const table = useTable();
  return (
    <section className="view" aria-label="Candidates">
      <TableTools table={table} />
      {table.shown.length > 0 ? <CandidateGrid table={table} /> : <Empty total={table.total} clear={table.clearFilters} />}
    </section>
  );
}

function Empty({ total, clear }: { readonly total: number; readonly clear: () => void }) {
  if (total === 0) {
    return <p className="empty">Every candidate will be a row here: a random sample as soon as the map is laid out, then those that the search evaluates.</p>;
  }
  return (
    <div className="view-body">
      <p className="empty">No candidate passes these filters.</p>
      <p className="table-clear">
        <button type="button" className="button" onClick={clear}>
          Clear filters
        </button>
      </p>
    </div>
  );
}
