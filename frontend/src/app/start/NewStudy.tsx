import type { Catalogue } from "@schema";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { createStudy, Refusal } from "../../net/http";
import { Button } from "../../parts/Button";
import { NumberInput } from "../../parts/NumberInput";
import { go } from "../route";
import { CellsField, type Kind } from "./CellsField";

export function NewStudy({ catalogue }: { readonly catalogue: Catalogue }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button look="primary" icon="plus">
          New study
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog" aria-describedby={undefined}>
          <Dialog.Title>New study</Dialog.Title>
          <Form catalogue={catalogue} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Draft {
  readonly name: string;
  readonly dataset: string;
  readonly template: string;
  readonly cells: readonly Kind[];
  readonly nodes: number;
  /** Empty: the template's own. */
  readonly channels: string;
  readonly seed: number;
}

function firstDraft(catalogue: Catalogue): Draft {
  const dataset = catalogue.datasets.find((each) => each.available)?.id ?? "";
  const template = catalogue.templates.find((each) => each.datasets.includes(dataset))?.id ?? "";
  return { name: "", dataset, template, cells: ["normal", "reduction", "normal"], nodes: 4, channels: "", seed: 0 };
}

function create(draft: Draft) {
  const channels = draft.channels === "" ? {} : { channels: Number(draft.channels) };
  const parameters = { cells: [...draft.cells], nodes: draft.nodes, ...channels };
  const { name, dataset, seed, template } = draft;
  return createStudy({ name, dataset, seed, template: { id: template, parameters } });
}

function useDraft(catalogue: Catalogue) {
  const [draft, setDraft] = useState(() => firstDraft(catalogue));
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    setBusy(true);
    setFailure("");
    try {
      go((await create(draft)).id);
    } catch (error) {
      setFailure(error instanceof Refusal ? `${error.title}: ${error.message}` : String(error));
      setBusy(false);
    }
  };
  return { draft, change, failure, busy, submit };
}

function Form({ catalogue }: { readonly catalogue: Catalogue }) {
  const { draft, change, failure, busy, submit } = useDraft(catalogue);
  const dataset = catalogue.datasets.find((each) => each.id === draft.dataset);
  const template = catalogue.templates.find((each) => each.id === draft.template);
  return (
    <form
      className="new-study"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="field wide">
        Name
        <input className="input" required maxLength={80} autoFocus value={draft.name} onChange={(e) => change({ name: e.target.value })} />
      </label>
      <label className="field wide">
        Data set
        <select className="input" value={draft.dataset} onChange={(e) => change({ dataset: e.target.value })}>
          {catalogue.datasets.map((each) => (
            <option key={each.id} value={each.id} disabled={!each.available}>
              {each.name}
              {each.available ? "" : " (not on this machine)"}
            </option>
          ))}
        </select>
        <span className="note">{dataset?.description}</span>
      </label>
      <label className="field wide">
        Template
        <select className="input" value={draft.template} onChange={(e) => change({ template: e.target.value })}>
          {catalogue.templates.filter((each) => each.datasets.includes(draft.dataset)).map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <span className="note">{template?.description}</span>
      </label>
      <CellsField cells={draft.cells} change={(cells) => change({ cells })} />
      <label className="field">
        Nodes a cell
        <NumberInput required min={1} max={12} initial={draft.nodes} onNumber={(nodes) => change({ nodes })} />
      </label>
      <label className="field">
        Channels, first cell
        <input className="input" type="number" min={1} max={512} placeholder="default" value={draft.channels} onChange={(e) => change({ channels: e.target.value })} />
      </label>
      <label className="field">
        Seed
        <NumberInput required min={0} initial={draft.seed} onNumber={(seed) => change({ seed })} />
      </label>
      {failure && (
        <p className="error wide" role="alert">
          {failure}
        </p>
      )}
      <div className="actions wide">
        <Dialog.Close asChild>
          <Button>Cancel</Button>
        </Dialog.Close>
        <Button type="submit" look="primary" why={busy ? "the study is being made" : ""}>
          Create
        </Button>
      </div>
    </form>
  );
}
