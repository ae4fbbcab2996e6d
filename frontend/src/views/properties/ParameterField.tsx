import { useId, useState, type KeyboardEvent } from "react";
import { parameterProblem, type Parameter, type ParameterValue } from "../../core/parameters";
import { useHeldField } from "../../parts/EditButton";

interface Props {
  readonly parameter: Parameter;
  readonly change: (value: ParameterValue) => void;
}

/** One parameter: a list where its schema has one, else a field that says what is wrong while it is typed. */
export function ParameterField({ parameter, change }: Props) {
  const { name, schema } = parameter;
  return (
    <label title={schema.description}>
      <span>{name}</span>
      {schema.enum ? <Choice parameter={parameter} change={change} /> : <Typed key={String(parameter.value)} parameter={parameter} change={change} />}
    </label>
  );
}

const MIXED = "mixed";

function Choice({ parameter: { schema, value }, change }: Props) {
  const values = schema.enum as readonly ParameterValue[];
  const at = value === undefined ? MIXED : String(values.indexOf(value));
  const held = useHeldField();
  return (
    <select className="input" value={at} disabled={held.disabled} title={held.title} onChange={(event) => change(values[Number(event.target.value)]!)}>
      {value === undefined && (
        <option value={MIXED} disabled>
          mixed
        </option>
      )}
      {values.map((each, index) => (
        <option key={String(each)} value={index}>
          {String(each)}
        </option>
      ))}
    </select>
  );
}

function Typed({ parameter: { name, schema, value }, change }: Props) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const says = useId();
  const held = useHeldField();
  const number = text.trim() === "" ? NaN : Number(text);
  const changed = text !== (value === undefined ? "" : String(value));
  const problem = changed ? parameterProblem(name, schema, number) : "";
  const commit = () => {
    if (changed && !problem) change(number);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    if (event.key === "Escape") setText(value === undefined ? "" : String(value));
  };
  return (
    <span className="property-typed">
      <input
        className="input number"
        inputMode="decimal"
        placeholder={value === undefined ? "mixed" : undefined}
        value={text}
        aria-invalid={problem !== ""}
        aria-describedby={problem ? says : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={commit}
        {...held}
      />
      {problem && (
        <span id={says} className="error" role="status">
          {problem}
        </span>
      )}
    </span>
  );
}
