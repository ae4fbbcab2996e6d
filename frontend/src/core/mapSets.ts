/** What a set operation brought, as people order it and act on it. Pure. */
import type { PathRecord, SetMember } from "@schema";
import type { Collection } from "./records";

export type SetSort =
  | "telling"
  | "lean"
  | "label"
  | "share_inside"
  | "share_outside"
  | "mean_inside"
  | "mean_outside"
  | "count";

export interface SetOrder {
  readonly by: SetSort;
  readonly descending: boolean;
}

/** The server's own order: most telling first. */
export const TELLING: SetOrder = { by: "telling", descending: true };

/** From the most over-represented to the most under-represented. */
export const LEANING: SetOrder = { by: "lean", descending: true };

/** What a press on a column's head does: figures begin with the greatest, names with A; again, the other way round. */
export function pressed(order: SetOrder, by: SetSort): SetOrder {
  if (order.by === by) return { by, descending: !order.descending };
  return { by, descending: by !== "label" };
}

/** Members in an order; those without a value come last in either direction, equal ones keep the server's order. */
export function ordered(members: readonly SetMember[], { by, descending }: SetOrder): readonly SetMember[] {
  if (by === "telling") return members;
  const sign = descending ? -1 : 1;
  return [...members].sort((a, b) => {
    if (by === "label") return sign * a.label.localeCompare(b.label, "en", { numeric: true });
    const [x, y] = by === "lean" ? [lean(a), lean(b)] : [a[by], b[by]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

/** How much more common a member is inside than outside, from -1 to 1. */
export const lean = (member: SetMember): number => member.share_inside - member.share_outside;

/** What a bar of full length stands for: the least of some round shares that holds every difference. */
export function widestLean(members: readonly SetMember[]): number {
  const most = members.reduce((found, member) => Math.max(found, Math.abs(lean(member))), 0);
  return [0.1, 0.2, 0.5].find((step) => most <= step) ?? 1;
}

/** The paths of members whose state is among `states`, each once. */
export function pathsOf(
  members: readonly SetMember[],
  paths: Collection<"paths">,
  states: readonly PathRecord["state"][],
): string[] {
  const ids = new Set(members.flatMap((member) => member.paths));
  return [...ids].filter((id) => states.includes(paths[id]?.state ?? "removed"));
}

/** Candidates that contain every one of the members, which is any of its paths. */
export function holdersOf(
  members: readonly SetMember[],
  byPath: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (members.length === 0) return [];
  const sets = members.map((member) => new Set(member.paths.flatMap((path) => byPath.get(path) ?? [])));
  const [first, ...rest] = sets.sort((a, b) => a.size - b.size);
  return [...first!].filter((id) => rest.every((set) => set.has(id)));
}
