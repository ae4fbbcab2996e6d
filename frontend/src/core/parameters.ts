/** Parameters of operations as their JSON Schemas in the catalogue describe them. Pure. */
import type { PathRecord } from "@schema";
import { parametersOf, type Operations } from "./names";

export type ParameterValue = PathRecord["parameters"][string];

export interface Schema {
  readonly type?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** A parameter of one path or of many; `value` is undefined where they differ. */
export interface Parameter {
  readonly name: string;
  readonly schema: Schema;
  readonly value: ParameterValue | undefined;
  /** The paths that have it. */
  readonly paths: readonly string[];
}

/** The parameters of these paths by name, each with the paths whose operation has it. */
export function parametersAmong(paths: readonly PathRecord[], operations: Operations): readonly Parameter[] {
  const found = new Map<string, { schema: Schema; values: Set<ParameterValue>; paths: string[] }>();
  for (const path of paths) {
    const operation = operations.find(({ id }) => id === path.operation);
    for (const [name, schema] of Object.entries(operation ? parametersOf(operation) : {})) {
      const value = path.parameters[name] ?? (schema.default as ParameterValue);
      const known = found.get(name);
      if (!known) found.set(name, { schema, values: new Set([value]), paths: [path.id] });
      else {
        known.values.add(value);
        known.paths.push(path.id);
      }
    }
  }
  return [...found].map(([name, { schema, values, paths: ids }]) => ({
    name, schema, paths: ids, value: values.size === 1 ? [...values][0] : undefined,
  }));
}

/** Why a number that was typed cannot be the parameter; empty where it can. The server has the last word. */
export function parameterProblem(name: string, schema: Schema, value: number): string {
  const whole = schema.type === "integer";
  const { minimum: least, maximum: most, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const fits =
    Number.isFinite(value)
    && (!whole || Number.isInteger(value))
    && (least === undefined || value >= least)
    && (most === undefined || value <= most)
    && (above === undefined || value > above)
    && (below === undefined || value < below);
  if (fits) return "";
  const limits = [
    least === undefined ? "" : `at least ${least}`,
    above === undefined ? "" : `above ${above}`,
    most === undefined ? "" : `at most ${most}`,
    below === undefined ? "" : `below ${below}`,
  ].filter(Boolean);
  return [`${name} must be a ${whole ? "whole number" : "number"}`, ...limits].join(limits.length > 1 ? ", " : " ");
}
