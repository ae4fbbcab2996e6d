import type { ReactNode } from "react";
import type { ChoiceField, Field, ListField, NumberField, TupleField } from "../core/schemaForm";
import { Button } from "./Button";

interface Props<Kind extends Field = Field> {
  readonly field: Kind;
  /** Of the control, or of the label of a group of controls. */
  readonly id: string;
  readonly describedBy: string;
  readonly wrong: boolean;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly option: (option: string) => ReactNode;
}

/** The control of one field. */
export function SchemaControl(props: Props) {
  const { field } = props;
  switch (field.kind) {
    case "number":
      return <NumberControl {...props} field={field} />;
    case "choice":
      return <Choice {...props} field={field} />;
    case "set":
      return <SomeOf {...props} field={field} />;
    case "sequence":
      return <Sequence {...props} field={field} />;
    case "tuple":
      return <Tuple {...props} field={field} />;
    default:
      return <Plain {...props} />;
  }
}

function NumberControl({ field, id, describedBy, wrong, value, change }: Props<NumberField>) {
  const { minimum, maximum, empty } = field;
  return (
    <input
      className="input schema-number"
      type="number"
      id={id}
      aria-describedby={describedBy}
      aria-invalid={wrong || undefined}
      min={minimum ?? undefined}
      max={maximum ?? undefined}
      step={field.integer ? 1 : "any"}
      placeholder={empty === null ? "default" : empty}
      defaultValue={typeof value === "number" && !Number.isNaN(value) ? value : ""}
      onChange={({ target }) => change(target.value === "" && !target.validity.badInput && empty !== undefined ? empty : target.valueAsNumber)}
    />
  );
}

function Choice({ field, id, describedBy, value, change, option }: Props<ChoiceField>) {
  return (
    <select className="input" id={id} aria-describedby={describedBy} value={typeof value === "string" ? value : ""} onChange={(event) => change(event.target.value === "" ? null : event.target.value)}>
      {field.optional && <option value="">default</option>}
      {field.options.map((each) => (
        <option key={each} value={each}>
          {option(each)}
        </option>
      ))}
    </select>
  );
}

function Plain({ field, id, describedBy, value, change }: Props) {
  if (field.kind === "switch") {
    return <input type="checkbox" id={id} aria-describedby={describedBy} checked={value === true} onChange={(event) => change(event.target.checked)} />;
  }
  return <input className="input" id={id} aria-describedby={describedBy} value={typeof value === "string" ? value : ""} onChange={(event) => change(event.target.value)} />;
}

/** The options in their own order, whatever the order in which they were pressed. */
function SomeOf({ field, id, describedBy, value, change, option }: Props<ListField>) {
  const chosen = value as readonly string[];
  const toggled = (each: string) => field.options.filter((other) => (other === each) !== chosen.includes(other));
  return (
    <div className="schema-set" role="group" aria-labelledby={id} aria-describedby={describedBy}>
      {field.options.map((each) => (
        <label key={each}>
          <input type="checkbox" checked={chosen.includes(each)} onChange={() => change(toggled(each))} />
          {option(each)}
        </label>
      ))}
    </div>
  );
}

/** Things one after another: press one to change what it is, plus and minus at the end. */
function Sequence({ field, id, describedBy, value, change, option }: Props<ListField>) {
  const chosen = value as readonly string[];
  const { options, fewest, most } = field;
  const next = (each: string) => options[(options.indexOf(each) + 1) % options.length]!;
  return (
    <div className="schema-sequence" role="group" aria-labelledby={id} aria-describedby={describedBy}>
      {chosen.map((each, i) => (
        <Button
          key={i}
          data-option={each}
          aria-label={`${i + 1}: ${each}`}
          title={`Press for ${next(each)}`}
          onClick={() => change(chosen.map((other, j) => (i === j ? next(other) : other)))}
        >
          {option(each)}
        </Button>
      ))}
      <Button icon="plus" aria-label={`${field.label}: one more`} why={chosen.length < most ? "" : `${most} are the most`} onClick={() => change([...chosen, chosen.at(-1) ?? options[0]!])} />
      <Button icon="minus" aria-label={`${field.label}: one fewer`} why={chosen.length > fewest ? "" : `${fewest} is the fewest`} onClick={() => change(chosen.slice(0, -1))} />
    </div>
  );
}

function Tuple({ field, id, value, change, wrong, describedBy, ...rest }: Props<TupleField>) {
  const values = value as readonly unknown[];
  const number = (item: NumberField, i: number) => (
    <span key={i} className="contents">
      {i > 0 && <span aria-hidden="true">to</span>}
      <label className="visually-hidden" htmlFor={`${id}-${i}`}>
        {item.label}
      </label>
      <NumberControl {...rest} field={item} id={`${id}-${i}`} describedBy={describedBy} wrong={wrong} value={values[i]} change={(next) => change(values.map((each, j) => (i === j ? next : each)))} />
    </span>
  );
  return (
    <div className="schema-tuple" role="group" aria-labelledby={id}>
      {field.items.map(number)}
    </div>
  );
}
