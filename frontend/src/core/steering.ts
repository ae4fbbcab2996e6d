/** From what a person points at to the command that says it. */
import type { AddPaths, Command, PathRecord } from "@schema";
import type { Edge } from "./board";
import type { Collection } from "./records";

/** What `add_paths` needs to have an operation on an edge: null where it is on offer already. */
export function additionOf(edge: Edge, cell: string, operation: string): AddPaths["paths"][number] | null {
  const there = edge.paths.filter((path) => path.operation === operation);
  if (there.some((path) => path.state !== "removed")) return null;
  return there[0]?.id ?? { cell, source: edge.source, target: edge.target, operation };
}

/** An operation that an edge could have besides those on offer, and whether it was there before. */
export interface Addition {
  readonly operation: string;
  readonly path: AddPaths["paths"][number];
  readonly back: boolean;
}

/** Every operation of the catalogue that the edge does not offer now. */
export function additionsTo(edge: Edge, cell: string, operations: readonly string[]): readonly Addition[] {
  return operations.flatMap((operation) => {
    const path = additionOf(edge, cell, operation);
    return path === null ? [] : [{ operation, path, back: typeof path === "string" }];
  });
}

type Steering = "remove_paths" | "fix_paths" | "release_paths" | "add_paths";

/** A steering command for those of the paths that it changes. */
export interface Offer {
  readonly words: string;
  readonly command: Extract<Command, { type: Steering }>;
}

const OFFERS: readonly (readonly [type: Steering, words: string, from: readonly PathRecord["state"][]])[] = [
  ["remove_paths", "Remove", ["available", "fixed"]],
  ["fix_paths", "Fix", ["available"]],
  ["release_paths", "Release", ["fixed"]],
  ["add_paths", "Bring back", ["removed"]],
];

/** What can be done with these paths, each offer only with the paths whose state it changes. */
export function offersFor(ids: readonly string[], paths: Collection<"paths">): readonly Offer[] {
  return OFFERS.flatMap(([type, words, from]) => {
    const fitting = ids.filter((id) => from.includes(paths[id]?.state ?? "available") && paths[id]);
    return fitting.length > 0 ? [{ words, command: { type, paths: fitting } }] : [];
  });
}
