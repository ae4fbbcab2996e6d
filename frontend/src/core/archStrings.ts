/** Cells of NAS-Bench-201 as the strings that its tables use; the server reads them and writes them into exports. */
import type { CellRecord, PathRecord } from "@schema";
import type { Collections } from "./records";
import { remembered } from "./selectors";

/** What the benchmark calls our operations. */
const OFFICIAL: Readonly<Record<string, string>> = {
  none: "none", skip_connect: "skip_connect", nor_conv_1x1: "nor_conv_1x1", nor_conv_3x3: "nor_conv_3x3", plain_avg_pool_3x3: "avg_pool_3x3",
};

/** The string of a candidate with these paths; null where the template has other cells or lacks a path by now. */
export function archOf(records: Pick<Collections, "cells" | "paths">, candidate: readonly string[]): string | null {
  const cell = benchmarkCell(records.cells)(records.paths);
  const inside = candidate.map((id) => records.paths[id]);
  if (!cell || inside.includes(undefined)) return null;
  const names = new Map(inside.flatMap((path) => (path?.cell === cell.id ? [[`${path.source} ${path.target}`, OFFICIAL[path.operation]]] : [])));
  const node = (target: number) => {
    const sources = ["in0", ...Array.from({ length: target }, (_, i) => `n${i}`)];
    return `|${sources.map((source, i) => `${names.get(`${source} n${target}`) ?? ""}~${i}|`).join("")}`;
  };
  return names.size === (cell.nodes * (cell.nodes + 1)) / 2 ? Array.from({ length: cell.nodes }, (_, i) => node(i)).join("+") : null;
}

/** The one cell that is chosen, where it is the benchmark's and all other cells leave no choice. */
const benchmarkCell = remembered((cells: Collections["cells"]) =>
  remembered((paths: Collections["paths"]): CellRecord | null => {
    const owners = Object.values(cells).filter((cell) => cell.tied_to === null);
    const [chosen, ...more] = owners.filter((cell) => cell.kind === "normal");
    if (!chosen || more.length > 0) return null;
    const plain = chosen.choice.type === "per_edge" && chosen.combine === "last" && chosen.inputs.length === 1 && !chosen.adapters;
    const all = Object.values(paths);
    const benchmarks = all.every((path) => path.cell !== chosen.id || (path.operation in OFFICIAL && path.slot === 0));
    const others = owners.filter((cell) => cell !== chosen);
    const settled = others.every((cell) => cell.choice.type === "per_edge" && oneAnEdge(all.filter((path) => path.cell === cell.id)));
    return plain && benchmarks && settled ? chosen : null;
  }),
);

const oneAnEdge = (paths: readonly PathRecord[]): boolean =>
  new Set(paths.map((path) => `${path.source} ${path.target}`)).size === paths.length;
