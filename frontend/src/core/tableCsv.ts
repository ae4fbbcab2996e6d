/** The candidates table as a file. Pure. */
import { csvOf, fileName } from "./csv";
import type { Column, Entry } from "./tableColumns";

/** Every column with its values as they are, not as they are shown. */
export function candidatesCsv(columns: readonly Column[], entries: readonly Entry[]): string {
  return csvOf({
    columns: columns.map(({ id }) => id),
    rows: entries.map((entry) => columns.map(({ value }) => value(entry))),
  });
}

/** Such as `digits-candidates-2026-11-24.csv`. */
export const candidatesFile = (study: string, now: Date): string => datedFile([study, "candidates"], now, "csv");

/** A file's name that says what, of which study, and on which day. */
export function datedFile(words: readonly string[], now: Date, ending: string): string {
  return fileName([...words, now.toISOString().slice(0, 10)], ending);
}
