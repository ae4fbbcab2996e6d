import type { StudyRecord } from "@schema";
import { Popover } from "radix-ui";
import { useId, useState } from "react";
import { useStudy } from "../../core/context";
import { fieldsOf, valueOf, type Values } from "../../core/schemaForm";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
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
          <Form key={JSON.stringify(search)} search={search} close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface FormProps {
  readonly search: StudyRecord["search"];
  readonly close: () => void;
}

function Form({ search, close }: FormProps) {
  const id = useId();
  const strategies = useStudy((s) => s.catalogue.strategies);
  const [strategy, setStrategy] = useState(search.strategy);
  const [values, setValues] = useState<Values>(search.parameters);
  const entry = strategies.find((each) => each.id === strategy);
  const fields = fieldsOf(entry?.parameters ?? {});
  const choose = (next: string) => {
    setStrategy(next);
    // Another strategy begins with its own defaults.
    setValues(next === search.strategy ? search.parameters : {});
  };
  // Null is 'as the strategy does by itself'.
  const parameters = Object.fromEntries(fields.map((field) => [field.name, valueOf(field, values) as boolean | number | string | null]));
  return (
    <SettingsForm
      key={strategy}
      fields={fields}
      values={values}
      change={setValues}
      command={{ type: "configure_search", strategy, parameters }}
      note="Takes effect with the next proposal."
      close={close}
    >
      <label className="field" htmlFor={id}>
        Strategy
      </label>
      <select className="input" id={id} aria-describedby={`${id}-what`} value={strategy} onChange={(event) => choose(event.target.value)}>
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
