/** The queries that were asked last, kept in this browser for every study. */
import { keep, kept } from "../../parts/kept";

const KEY = "nas-navigator.queries";
const KEPT = 10;

export function lastQueries(): readonly string[] {
  const queries = kept(KEY);
  return Array.isArray(queries) ? queries.filter((each): each is string => typeof each === "string") : [];
}

/** Puts a query first and gives all that are known now; where the browser keeps none they last as long as the page. */
export function rememberQuery(query: string): readonly string[] {
  const queries = [query, ...lastQueries().filter((each) => each !== query)].slice(0, KEPT);
  keep(KEY, queries);
  return queries;
}
