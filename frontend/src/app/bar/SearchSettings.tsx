import type { StudyRecord } from "@schema";
import { Popover } from "radix-ui";
import { useId, useState } from "react";
import { useStudy } from "../../core/context";
import { fieldsOf } from "../../core/schemaForm";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { useEntered } from "../../parts/useEntered";
import { SettingsForm } from "./SettingsForm";

/** Behind the search: which strategy proposes candidates, and its parameters. */
export function SearchSettings() {
  const search = useStudy((s) => theStudy(s.records)?.search ?? null);
  const strategies = useStudy((s) => s.catalogue.strategies);
  const [open, setOpen] = useState(false);
  if (!search) return null;
  const name = strategies.find((each) => each.id === search.strategy)?.name ?? search.strategy;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button icon="down" aria-label="Search settings" title={`${name}: strategy and parameters of the search`} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover settings" align="start" sideOffset={4} collisionPadding={8} aria-label="Search settings">
          <Form search={search} close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type Parameters = Record<string, boolean | number | string | null>;

interface FormProps {
  readonly search: StudyRecord["search"];
  readonly close: () => void;
}

function Form({ search, close }: FormProps) {
  const id = useId();
  const strategies = useStudy((s) => s.catalogue.strategies);
  const form = useEntered((entered) => {
    const another = "strategy" in entered && entered.strategy !== search.strategy;
    // Another strategy begins with its own defaults.
    return { ...(!another && search.parameters), strategy: search.strategy };
  });
  const strategy = String(form.values.strategy);
  const entry = strategies.find((each) => each.id === strategy);
  const fields = fieldsOf(entry?.parameters ?? {});
  // Null is 'as the strategy does by itself'.
  const entered = fields.filter(({ name }) => name in form.entered).map(({ name }) => [name, form.entered[name]]);
  return (
    <SettingsForm
      key={strategy}
      fields={fields}
      form={form}
      command={{ type: "configure_search", ...("strategy" in form.entered && { strategy }), parameters: Object.fromEntries(entered) as Parameters }}
      note="Takes effect with the next proposal."
      close={close}
    >
      <label className="field" htmlFor={id}>
        Strategy
      </label>
      <select className="input" id={id} aria-describedby={`${id}-what`} value={strategy} onChange={(event) => form.change({ strategy: event.target.value })}>
        {strategies.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      <p className="note" id={`${id}-what`}>
        {entry?.description}
      </p>
    </SettingsForm>
  );
}
