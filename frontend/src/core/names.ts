/** What people call things; they count from 1, records from 0. */
import type { CandidateRecord, CellRecord, OperationEntry, PathRecord } from "@schema";
import type { Collections } from "./records";
import { remembered } from "./selectors";

/** 'in0' is input 1, 'n2' is node 3. */
export function vertexName(vertex: string): string {
  return vertex.startsWith("in") ? `input ${Number(vertex.slice(2)) + 1}` : `node ${Number(vertex.slice(1)) + 1}`;
}

export const cellName = (cell: Pick<CellRecord, "kind" | "position">): string =>
  `${cell.kind} cell ${cell.position + 1}`;

/** The first four digits of a candidate's id: enough to tell apart by eye, and what every view shows. */
export const shortId = (candidate: string): string => candidate.slice(0, 4);

/** Where candidates come from. */
export const ORIGINS: Readonly<Record<CandidateRecord["origin"], string>> = {
  sample: "random sample",
  initial: "first population",
  crossover: "crossover",
  mutation: "mutation",
  region: "focused region",
  person: "chosen by a person",
};

type Named = Pick<PathRecord, "operation" | "parameters">;
export type Operations = readonly OperationEntry[];

/** The operation's name with the kernel that it really has, and its dilation if any. */
export function operationName(path: Named, operations: Operations): string {
  const entry = operations.find((each) => each.id === path.operation);
  if (!entry) return Object.entries(path.parameters).map(([name, value]) => `${name} ${String(value)}`).join(", ");
  const { kernel, dilation = 1 } = path.parameters;
  const name = typeof kernel === "number" ? withKernel(entry.name, usualKernel(entry), kernel) : entry.name;
  return dilation === 1 ? name : `${name}, dilation ${String(dilation)}`;
}

function withKernel(name: string, usual: number | null, kernel: number): string {
  if (usual === null || usual === kernel) return name;
  return name
    .replace(`${usual}x${usual}`, `${kernel}x${kernel}`)
    .replace(`1x${usual}`, `1x${kernel}`)
    .replace(`${usual}x1`, `${kernel}x1`);
}

interface ParameterSchema {
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
}

/** An operation's parameters by name, from its JSON Schema in the catalogue. */
export function parametersOf(entry: OperationEntry): Readonly<Record<string, ParameterSchema>> {
  return (entry.parameters.properties ?? {}) as Record<string, ParameterSchema>;
}

function usualKernel(entry: OperationEntry): number | null {
  const usual = parametersOf(entry).kernel?.default;
  return typeof usual === "number" ? usual : null;
}

/** Such as '3x3 separable convolution, cell 1, input 1 to node 2'. */
export function pathName(path: PathRecord, position: number, operations: Operations): string {
  const edge = `${vertexName(path.source)} to ${vertexName(path.target)}`;
  const slot = path.slot ? `, slot ${path.slot + 1}` : "";
  return `${operationName(path, operations)}, cell ${position + 1}, ${edge}${slot}`;
}

/** The name of every path, by id. */
export function pathNames(
  records: Pick<Collections, "paths" | "cells">, operations: Operations,
): ReadonlyMap<string, string> {
  return namesOf(records.paths)(records.cells)(operations);
}

const namesOf = remembered((paths: Collections["paths"]) =>
  remembered((cells: Collections["cells"]) =>
    remembered((operations: Operations): ReadonlyMap<string, string> => {
      const position = (path: PathRecord) => cells[path.cell]?.position ?? 0;
      return new Map(Object.values(paths).map((path) => [path.id, pathName(path, position(path), operations)]));
    }),
  ),
);
