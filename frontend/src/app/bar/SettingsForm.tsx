import type { Command } from "@schema";
import type { ReactNode } from "react";
import { labelOf, wrongs, type Field } from "../../core/schemaForm";
import { Button } from "../../parts/Button";
import { Overtaken, OVERTAKEN } from "../../parts/Overtaken";
import { Refused } from "../../parts/Refused";
import { SchemaForm } from "../../parts/SchemaForm";
import { useAttempt } from "../../parts/useAttempt";
import type { EnteredForm } from "../../parts/useEntered";

interface Props {
  readonly fields: readonly Field[];
  readonly form: EnteredForm;
  /** The command that applies what was entered, and nothing else: what others set meanwhile stays. */
  readonly command: Command;
  readonly option?: (field: string, option: string) => ReactNode;
  /** When it takes effect. */
  readonly note: string;
  readonly close: () => void;
  /** What stands above the fields. */
  readonly children?: ReactNode;
}

/** Settings generated from a schema and applied by one command; why one is refused stands at its field. */
export function SettingsForm({ fields, form, command, option, note, close, children }: Props) {
  const { refused, run, dismiss } = useAttempt();
  const mine = wrongs(fields, form.values);
  const blamed = refused?.field?.split(".").at(-1) ?? "";
  const placed = fields.some((field) => field.name === blamed);
  const errors = refused && placed ? { ...mine, [blamed]: refused.text } : mine;
  const why = Object.keys(form.overtaken).length > 0 ? OVERTAKEN : Object.keys(mine).length > 0 ? "Something that was entered cannot be: see its row" : "";
  const submit = async () => {
    if (Object.keys(form.entered).length === 0 || (await run(command))) close();
  };
  return (
    <form
      className="contents"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!why) void submit();
      }}
    >
      {children}
      <SchemaForm
        fields={fields}
        values={form.values}
        base={form.base}
        change={(next) => {
          dismiss();
          form.change(next);
        }}
        errors={errors}
        {...(option && { option })}
      />
      <Overtaken form={form} label={(name) => labelOf(name).toLowerCase()} />
      {!placed && <Refused refused={refused} dismiss={dismiss} />}
      <div className="actions">
        <span className="note">{note}</span>
        <span className="spacer" />
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary" why={why}>
          Apply
        </Button>
      </div>
    </form>
  );
}
