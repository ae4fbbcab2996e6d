/** Tables as CSV (RFC 4180), safe to open in a spreadsheet. Pure. */

export type Value = string | number | boolean | null | undefined;

/** A table: the names of its columns, then its rows in their order. */
export type Table = Readonly<{ columns: readonly string[]; rows: readonly (readonly Value[])[] }>;

/** A text that begins so is taken by spreadsheets for a formula, white space before it or not. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/** One field. Absent values and numbers without a value are empty; a text that would run as a formula gets a quote. */
function field(value: Value): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "boolean") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as text: a head, then a line for each row, each ended by CR LF. */
export function csvOf({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/** A name for a file from words such as a study's name: no character that some system refuses. */
export function fileName(words: readonly string[], ending: string): string {
  const tidy = words.map((word) => word.normalize("NFKC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, ""));
  return `${tidy.filter(Boolean).join("-").toLowerCase().slice(0, 80) || "study"}.${ending}`;
}
