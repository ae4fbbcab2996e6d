/** The fields of a form, from the JSON Schema of an object as the catalogue has it; pure. */

interface About {
  readonly name: string;
  readonly label: string;
  /** What the setting means, from the schema. */
  readonly help: string;
  /** Few people touch it: a form folds it away. */
  readonly advanced: boolean;
  readonly initial: unknown;
}

export interface NumberField extends About {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** The bounds themselves are not allowed. */
  readonly open: { readonly minimum: boolean; readonly maximum: boolean };
  /** What an empty field stands for (null, 'auto'); undefined where a number is needed. */
  readonly empty: string | null | undefined;
}

export interface ChoiceField extends About {
  readonly kind: "choice";
  readonly options: readonly string[];
  /** Whether nothing may be chosen, which is sent as null. */
  readonly optional: boolean;
}

export interface SwitchField extends About {
  readonly kind: "switch";
}

/** Some of the options: each at most once, their order without meaning (`set`), or one after another (`sequence`). */
export interface ListField extends About {
  readonly kind: "set" | "sequence";
  readonly options: readonly string[];
  readonly fewest: number;
  readonly most: number;
}

export interface TupleField extends About {
  readonly kind: "tuple";
  readonly items: readonly NumberField[];
}

export interface TextField extends About {
  readonly kind: "text";
}

export type Field = NumberField | ChoiceField | SwitchField | ListField | TupleField | TextField;
export type Values = Readonly<Record<string, unknown>>;

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: string;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly description?: string;
  readonly advanced?: boolean;
}

/** The fields in the schema's order. */
export function fieldsOf(schema: object): readonly Field[] {
  return Object.entries((schema as Schema).properties ?? {}).map(([name, property]) => fieldOf(name, property));
}

/** `inputs_per_node` is 'Inputs per node'. */
export function labelOf(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function fieldOf(name: string, given: Schema): Field {
  const { schema, empty } = withoutEmpty(given);
  const about = {
    name, label: labelOf(name), help: given.description ?? "", advanced: given.advanced ?? false,
    initial: given.default === undefined ? (empty ?? null) : given.default,
  };
  if (schema.enum) return { ...about, kind: "choice", options: schema.enum.map(String), optional: empty !== undefined };
  if (schema.type === "boolean") return { ...about, kind: "switch" };
  if (schema.type === "integer" || schema.type === "number") return { ...about, ...numberOf(schema, given.default === undefined ? (empty ?? null) : empty) };
  if (schema.prefixItems) return { ...about, kind: "tuple", items: schema.prefixItems.map((item, i) => ({ ...about, label: `${about.label} ${i + 1}`, ...numberOf(item, undefined) })) };
  if (schema.items?.enum) {
    const options = schema.items.enum.map(String);
    const kind = schema.uniqueItems ? "set" : "sequence";
    return { ...about, kind, options, fewest: schema.minItems ?? 0, most: Math.min(schema.maxItems ?? Infinity, kind === "set" ? options.length : Infinity) };
  }
  return { ...about, kind: "text" };
}

/** A schema that also allows null or one word, without that, and what it is. */
function withoutEmpty(given: Schema): { schema: Schema; empty: string | null | undefined } {
  const isEmpty = (each: Schema) => each.type === "null" || each.const !== undefined;
  const empty = given.anyOf?.find(isEmpty);
  const rest = given.anyOf?.find((each) => !isEmpty(each));
  if (!empty || !rest) return { schema: given, empty: undefined };
  return { schema: rest, empty: empty.const ?? null };
}

function numberOf(schema: Schema, empty: string | null | undefined): Pick<NumberField, "kind" | "integer" | "minimum" | "maximum" | "open" | "empty"> {
  return {
    kind: "number",
    integer: schema.type === "integer",
    minimum: schema.minimum ?? schema.exclusiveMinimum ?? null,
    maximum: schema.maximum ?? schema.exclusiveMaximum ?? null,
    open: { minimum: schema.exclusiveMinimum !== undefined, maximum: schema.exclusiveMaximum !== undefined },
    empty,
  };
}

/** The value of a field: what was entered, else the default. */
export const valueOf = (field: Field, values: Values): unknown => (field.name in values ? values[field.name] : field.initial);

/** Only what differs from the defaults, so that a study says what was chosen and no more. */
export function chosen(fields: readonly Field[], values: Values): Values {
  const different = fields.filter((field) => JSON.stringify(valueOf(field, values)) !== JSON.stringify(field.initial));
  return Object.fromEntries(different.map((field) => [field.name, valueOf(field, values)]));
}

/** What is wrong with each field, in words, by name; nothing where all is well. */
export function wrongs(fields: readonly Field[], values: Values): Readonly<Record<string, string>> {
  const found = fields.map((field) => [field.name, wrong(field, valueOf(field, values))] as const);
  return Object.fromEntries(found.filter((each): each is readonly [string, string] => each[1] !== null));
}

function wrong(field: Field, value: unknown): string | null {
  switch (field.kind) {
    case "number":
      return wrongNumber(field, value);
    case "tuple":
      return wrongTuple(field, value as readonly unknown[]);
    case "set":
    case "sequence":
      return wrongList(field, value as readonly unknown[]);
    default:
      return null;
  }
}

function wrongNumber(field: NumberField, value: unknown): string | null {
  if (field.empty !== undefined && value === field.empty) return null;
  if (typeof value !== "number" || !Number.isFinite(value)) return "Enter a number.";
  if (field.integer && !Number.isInteger(value)) return "Enter a whole number.";
  const { minimum, maximum, open } = field;
  if (minimum !== null && (open.minimum ? value <= minimum : value < minimum)) return open.minimum ? `More than ${minimum}.` : `${minimum} or more.`;
  if (maximum !== null && (open.maximum ? value >= maximum : value > maximum)) return open.maximum ? `Less than ${maximum}.` : `${maximum} or less.`;
  return null;
}

function wrongTuple({ items }: TupleField, values: readonly unknown[]): string | null {
  const first = items.map((item, i) => wrongNumber(item, values[i])).find((each) => each !== null);
  if (first) return first;
  const [low, high] = values as readonly number[];
  return items.length === 2 && low! > high! ? "The first must not exceed the second." : null;
}

function wrongList({ fewest, most }: ListField, values: readonly unknown[]): string | null {
  if (values.length < fewest) return fewest === 1 ? "Choose at least one." : `Choose at least ${fewest}.`;
  return values.length > most ? `Choose at most ${most}.` : null;
}
