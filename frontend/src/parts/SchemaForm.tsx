import { useId, type ReactNode } from "react";
import { labelOf, valueOf, type Field, type Values } from "../core/schemaForm";
import { SchemaControl } from "./SchemaControl";
import "./schemaForm.css";

export interface SchemaFormProps {
  /** What can be set: see `fieldsOf`. */
  readonly fields: readonly Field[];
  /** What was entered, by name; a field that is absent has its default. */
  readonly values: Values;
  readonly change: (values: Values) => void;
  /** A control begins anew where its value here changes: somebody else has set it. */
  readonly base?: Values;
  /** What is wrong, by name: from `wrongs`, or in the server's words. */
  readonly errors?: Readonly<Record<string, string>>;
  /** How an option is shown; its words where this says nothing. */
  readonly option?: (field: string, option: string) => ReactNode;
  /** What stands above the folded fields. */
  readonly more?: string;
}

/** Fields generated from a JSON Schema: a row each with what it means, those for few people folded away. */
export function SchemaForm({ more = "More settings", ...props }: SchemaFormProps) {
  const { fields, errors = {} } = props;
  const plain = fields.filter((field) => !field.advanced);
  const keyOf = ({ name }: Field) => `${name} ${JSON.stringify(props.base?.[name])}`;
  const folded = fields.filter((field) => field.advanced);
  const wrong = folded.some((field) => field.name in errors);
  const set = folded.filter((field) => JSON.stringify(valueOf(field, props.values)) !== JSON.stringify(field.initial)).length;
  return (
    <div className="schema-form">
      {plain.map((field) => (
        <Row key={keyOf(field)} field={field} {...props} />
      ))}
      {folded.length > 0 && (
        <details className="schema-more" open={wrong || undefined}>
          <summary>
            {more}: {folded.map((field) => field.label.toLowerCase()).join(", ")}
            {set > 0 && ` · ${set} changed`}
          </summary>
          {folded.map((field) => (
            <Row key={keyOf(field)} field={field} {...props} />
          ))}
        </details>
      )}
    </div>
  );
}

type RowProps = SchemaFormProps & { readonly field: Field };

function Row({ field, values, change, errors = {}, option }: RowProps) {
  const id = useId();
  const error = errors[field.name];
  const grouped = field.kind === "set" || field.kind === "sequence" || field.kind === "tuple";
  const shown = (each: string) => option?.(field.name, each) ?? labelOf(each).toLowerCase();
  return (
    <div className="schema-row" data-wrong={error !== undefined} data-kind={field.kind}>
      {grouped ? <span id={id} className="schema-label">{field.label}</span> : <label htmlFor={id} className="schema-label">{field.label}</label>}
      <SchemaControl
        field={field}
        id={id}
        describedBy={`${id}-help`}
        wrong={error !== undefined}
        value={valueOf(field, values)}
        change={(value) => change({ ...values, [field.name]: value })}
        option={shown}
      />
      <p className="schema-help" id={`${id}-help`}>
        {error !== undefined && <span className="error">{error} </span>}
        {field.help}
      </p>
    </div>
  );
}
