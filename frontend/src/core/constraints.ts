/** Bounds on candidates as they are typed. Pure. */
import type { Collection } from "./records";

/** What stands in the fields; empty is no bound. */
export interface Bounds {
  readonly parameters: string;
  readonly madds: string;
}

/** Why what was typed is no bound; empty where it is one, or none. */
export function boundProblem(name: string, typed: string): string {
  if (typed.trim() === "" || Number(typed) > 0 && Number.isFinite(Number(typed))) return "";
  return `the bound of ${name} must be a number above 0, or empty`;
}

/** Whether two texts say the same bound: `020000` and `20000` do. */
export function isSameBound(a: unknown, b: unknown): boolean {
  if (typeof a !== "string" || typeof b !== "string" || a.trim() === "" || b.trim() === "") return String(a).trim() === String(b).trim();
  return Number(a) === Number(b);
}

const limitOf = (typed: string): number => (typed.trim() === "" || !(Number(typed) > 0) ? Infinity : Number(typed));

/** How many of the candidates whose size is known would obey the bounds. */
export function fitting(candidates: Collection<"candidates">, bounds: Bounds): { readonly fit: number; readonly known: number } {
  const [parameters, madds] = [limitOf(bounds.parameters), limitOf(bounds.madds)];
  let [fit, known] = [0, 0];
  for (const id in candidates) {
    const { objectives } = candidates[id]!;
    if (objectives.parameters == null || objectives.madds == null) continue;
    known += 1;
    if (objectives.parameters <= parameters && objectives.madds <= madds) fit += 1;
  }
  return { fit, known };
}
