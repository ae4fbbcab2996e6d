import type { Command } from "@schema";
import type { ReactNode } from "react";
import { wrongs, type Field, type Values } from "../../core/schemaForm";
import { Button } from "../../parts/Button";
import { Refused } from "../../parts/Refused";
import { SchemaForm } from "../../parts/SchemaForm";
import { useAttempt } from "../../parts/useAttempt";

interface Props {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly change: (values: Values) => void;
  /** The command that applies what was entered. */
  readonly command: Command;
  readonly option?: (field: string, option: string) => ReactNode;
  /** When it takes effect. */
  readonly note: string;
  readonly close: () => void;
  /** What stands above the fields. */
  readonly children?: ReactNode;
}

/** Settings generated from a schema and applied by one command; why one is refused stands at its field. */
export function SettingsForm({ fields, values, change, command, option, note, close, children }: Props) {
  const { refused, run, dismiss } = useAttempt();
  const mine = wrongs(fields, values);
  const blamed = refused?.field?.split(".").at(-1) ?? "";
  const placed = fields.some((field) => field.name === blamed);
  const errors = refused && placed ? { ...mine, [blamed]: refused.text } : mine;
  const submit = async () => {
    if (await run(command)) close();
  };
  return (
    <form
      className="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (Object.keys(mine).length === 0) void submit();
      }}
    >
      {children}
      <SchemaForm
        fields={fields}
        values={values}
        change={(next) => {
          dismiss();
          change(next);
        }}
        errors={errors}
        {...(option && { option })}
      />
      {!placed && <Refused refused={refused} dismiss={dismiss} />}
      <div className="actions">
        <span className="note">{note}</span>
        <span className="spacer" />
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary" why={Object.keys(mine).length > 0 ? "Something that was entered cannot be: see its row" : ""}>
          Apply
        </Button>
      </div>
    </form>
  );
}
