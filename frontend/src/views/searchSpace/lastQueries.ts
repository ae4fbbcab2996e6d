/** The queries that were asked last, kept in this browser for every study. */
const KEY = "nas-navigator.queries";
const KEPT = 10;

export function lastQueries(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === "string") : [];
  } catch {
    // A browser may forbid storage, and somebody may have written something else there.
    return [];
  }
}

/** Puts a query first and gives all that are kept now. */
export function rememberQuery(query: string): readonly string[] {
  const queries = [query, ...lastQueries().filter((each) => each !== query)].slice(0, KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(queries));
  } catch {
    // Then they last as long as the page.
  }
  return queries;
}
