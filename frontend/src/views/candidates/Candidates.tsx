/** Every candidate as a row: sortable, filterable, linked with every other view. */
export function Candidates() {
  return <section className="view" aria-label="Candidates" />;
}
