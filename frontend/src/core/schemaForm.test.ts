import { describe, expect, it } from "vitest";
import { chosen, fieldsOf, labelOf, wrongs, type Field } from "./schemaForm";

const field = (schema: object): Field => fieldsOf({ properties: { it: schema } })[0]!;

describe("fieldsOf", () => {
  it("reads numbers with their bounds", () => {
    expect(field({ type: "integer", minimum: 1, maximum: 12, default: 4, description: "Nodes of each cell." })).toMatchObject({
      kind: "number", integer: true, minimum: 1, maximum: 12, initial: 4, help: "Nodes of each cell.", advanced: false, empty: undefined,
    });
    expect(field({ type: "number", exclusiveMinimum: 0, default: 0.1 })).toMatchObject({ minimum: 0, open: { minimum: true, maximum: false } });
  });
  it("reads what may be empty, as null or as a word", () => {
    expect(field({ anyOf: [{ type: "integer", minimum: 2 }, { type: "null" }], default: null, advanced: true })).toMatchObject({
      kind: "number", minimum: 2, empty: null, initial: null, advanced: true,
    });
    expect(field({ anyOf: [{ type: "number" }, { const: "auto", type: "string" }], default: "auto" })).toMatchObject({ kind: "number", empty: "auto" });
    expect(field({ type: "integer", minimum: 100 })).toMatchObject({ kind: "number", empty: null, initial: null });
    expect(field({ anyOf: [{ enum: ["none", "by_kind"], type: "string" }, { type: "null" }], default: null })).toMatchObject({
      kind: "choice", optional: true, options: ["none", "by_kind"],
    });
  });
  it("tells sets from sequences, and reads tuples, switches and choices", () => {
    const items = { enum: ["normal", "reduction"], type: "string" };
    expect(field({ type: "array", items, minItems: 1, maxItems: 60, default: ["normal"] })).toMatchObject({ kind: "sequence", most: 60 });
    expect(field({ type: "array", items, minItems: 1, maxItems: 32, uniqueItems: true, default: [] })).toMatchObject({ kind: "set", most: 2 });
    const tuple = field({ type: "array", prefixItems: [{ type: "integer", minimum: 1 }, { type: "integer", minimum: 1 }], default: [2, 2] });
    expect(tuple).toMatchObject({ kind: "tuple", initial: [2, 2] });
    expect(field({ type: "boolean", default: false }).kind).toBe("switch");
    expect(field({ enum: ["sgd", "adamw"], type: "string", default: "sgd" })).toMatchObject({ kind: "choice", optional: false });
  });
  it("names fields for people", () => {
    expect(labelOf("inputs_per_node")).toBe("Inputs per node");
  });
});

describe("wrongs", () => {
  const says = (schema: object, value: unknown) => wrongs([field(schema)], { it: value }).it ?? null;
  it("says what is wrong with a number", () => {
    const whole = { type: "integer", minimum: 1, maximum: 12, default: 4 };
    expect([4, 0, 13, 2.5, NaN, null].map((value) => says(whole, value))).toEqual([
      null, "1 or more.", "12 or less.", "Enter a whole number.", "Enter a number.", "Enter a number.",
    ]);
    expect([0, 0.1, 1].map((value) => says({ type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }, value))).toEqual(["More than 0.", null, "Less than 1."]);
  });
  it("lets an optional field be empty", () => {
    expect(says({ anyOf: [{ type: "integer" }, { type: "null" }], default: null }, null)).toBeNull();
  });
  it("says what is wrong with lists and tuples", () => {
    expect(says({ type: "array", items: { enum: ["a"] }, minItems: 1 }, [])).toBe("Choose at least one.");
    const tuple = { type: "array", prefixItems: [{ type: "integer", minimum: 1 }, { type: "integer", minimum: 1 }], default: [2, 2] };
    expect([[1, 3], [3, 1], [0, 1]].map((value) => says(tuple, value))).toEqual([null, "The first must not exceed the second.", "1 or more."]);
  });
});

describe("chosen", () => {
  it("holds only what differs from the defaults", () => {
    const fields = fieldsOf({ properties: { nodes: { type: "integer", default: 4 }, cells: { type: "array", items: { enum: ["a"] }, default: ["a"] } } });
    expect(chosen(fields, { nodes: 4, cells: ["a", "a"] })).toEqual({ cells: ["a", "a"] });
    expect(chosen(fields, {})).toEqual({});
  });
});
