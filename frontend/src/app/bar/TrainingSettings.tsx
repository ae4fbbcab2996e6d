import type { StudyRecord } from "@schema";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { trainingFields } from "../../core/trainingFields";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { useEntered } from "../../parts/useEntered";
import { SettingsForm } from "./SettingsForm";

type Training = StudyRecord["training"];

/** The data set and template of the study in a word, and behind it how networks are trained. */
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
        <Button title={`${dataset}, template ${study.template.name}, ${optimizer} with a learning rate of ${study.training.learning_rate}. How networks are trained`}>
          <span className="study-words">
            {dataset}
            <span className="word">
              {" "}
              · {study.template.name} · {optimizer} {study.training.learning_rate}
            </span>
          </span>
          <Icon name="down" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover settings" align="start" sideOffset={4} collisionPadding={8} aria-label="Training settings">
          <Form study={study} dataset={dataset} close={() => setOpen(false)} />
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
  const catalogue = useStudy((s) => s.catalogue);
  const form = useEntered(() => ({ ...study.training }));
  const losses = catalogue.losses.map((each) => each.name.toLowerCase()).join(", ");
  return (
    <SettingsForm
      fields={trainingFields(catalogue, form.values)}
      form={form}
      command={{ type: "configure_training", ...(form.entered as Partial<Training>) }}
      option={(_, option) => catalogue.optimizers.find((each) => each.id === option)?.name ?? option}
      note="Takes effect with the next training."
      close={close}
    >
      <dl className="bar-facts">
        <dt>data set</dt>
        <dd>{dataset}</dd>
        <dt>template</dt>
        <dd>
          {study.template.name}, {study.template.channels} channels
        </dd>
        <dt>loss</dt>
        <dd>{losses}</dd>
      </dl>
    </SettingsForm>
  );
}
