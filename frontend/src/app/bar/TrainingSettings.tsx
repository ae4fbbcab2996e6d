import type { StudyRecord } from "@schema";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { NumberInput } from "../../parts/NumberInput";

/** The data set and template of the study in a word, and behind it how it is trained. */
export function TrainingSettings() {
  const study = useStudy((s) => theStudy(s.records));
  const catalogue = useStudy((s) => s.catalogue);
  const [open, setOpen] = useState(false);
  if (!study) return null;
  const dataset = catalogue.datasets.find((each) => each.id === study.dataset.id)?.name ?? study.dataset.id;
  const optimizer = catalogue.optimizers.find((each) => each.id === study.training.optimizer)?.name ?? study.training.optimizer;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button title="Data set, template, and how networks are trained">
          <span className="study-words">
            {dataset} · {study.template.name} · {optimizer} {study.training.learning_rate}
          </span>
          <Icon name="down" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="start" sideOffset={4} aria-label="Training settings">
          <Form key={JSON.stringify(study.training)} study={study} dataset={dataset} close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface FormProps {
  readonly study: StudyRecord;
  readonly dataset: string;
  readonly close: () => void;
}

function Form({ study, dataset, close }: FormProps) {
  const { send } = useActions();
  const optimizers = useStudy((s) => s.catalogue.optimizers);
  const [training, setTraining] = useState(study.training);
  const change = (part: Partial<StudyRecord["training"]>) => setTraining({ ...training, ...part });
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void send({ type: "configure_training", ...training }).then((taken) => taken && close());
      }}
    >
      <p className="note">
        {dataset}, template {study.template.name} with {study.template.channels} channels. Loss: cross-entropy.
      </p>
      <label className="field">
        Optimizer
        <select className="input" value={training.optimizer} onChange={(event) => change({ optimizer: event.target.value as "sgd" | "adamw" })}>
          {optimizers.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <NumberField label="Learning rate at the start" value={training.learning_rate} max={10} set={(learning_rate) => change({ learning_rate })} />
      <NumberField label="Weight decay" value={training.weight_decay} max={1} set={(weight_decay) => change({ weight_decay })} />
      <label className="field">
        Batch size, images
        <input
          className="input"
          type="number"
          min={2}
          max={8192}
          placeholder="the data set’s own"
          value={training.batch_size ?? ""}
          onChange={(event) => change({ batch_size: event.target.value === "" ? null : Number(event.target.value) })}
        />
      </label>
      <div className="actions">
        <span className="note">Takes effect with the next training.</span>
        <Button type="submit" look="primary">
          Apply
        </Button>
      </div>
    </form>
  );
}

interface NumberProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly set: (value: number) => void;
}

function NumberField({ label, value, max, set }: NumberProps) {
  return (
    <label className="field">
      {label}
      <NumberInput step="any" min={0} max={max} required initial={value} onNumber={set} />
    </label>
  );
}
