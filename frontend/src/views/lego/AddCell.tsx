import { Popover } from "radix-ui";
import { useState } from "react";
import { useStudy } from "../../core/context";
import { widthMeans } from "../../core/edits";
import { Button } from "../../parts/Button";
import { EditButton, useHeldField } from "../../parts/EditButton";
import { Icon } from "../../parts/Icon";
import { NumberInput } from "../../parts/NumberInput";
import { useActing } from "./InPlace";
import { Place } from "./Place";

type Kind = "normal" | "reduction";

interface Props {
  readonly position: number;
  readonly left: number;
  readonly top: number;
  /** How many nodes a cell that is dropped here gets. */
  readonly nodes: number;
}

/** The line between two cells, on which a new one can be put. */
export function AddCell({ position, left, top, nodes }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <span className="gap" style={{ left, top }}>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger className="add-cell" aria-label={`Add a cell as cell ${position + 1}`} title={`Add a cell as cell ${position + 1}`}>
          <Icon name="plus" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="popover" sideOffset={4} aria-label="Add cell">
            <Form position={position} initial={nodes} close={() => setOpen(false)} />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <Place target={{ kind: "gap", position, nodes }} />
    </span>
  );
}

function Form({ position, initial, close }: { readonly position: number; readonly initial: number; readonly close: () => void }) {
  const { act } = useActing();
  const meaning = useStudy((s) => widthMeans(s.records));
  const [kind, setKind] = useState<Kind>("normal");
  const [nodes, setNodes] = useState(initial);
  const held = useHeldField();
  const submit = async (form: HTMLElement) => {
    if (await act({ type: "add_cell", kind, position, nodes }, form)) close();
  };
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(event.currentTarget.querySelector("button") ?? event.currentTarget);
      }}
    >
      <label className="field">
        Kind
        <select className="input" value={kind} disabled={held.disabled} title={held.title} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="normal">normal</option>
          <option value="reduction">reduction</option>
        </select>
      </label>
      <label className="field">
        Nodes
        <NumberInput min={1} max={12} required initial={nodes} onNumber={setNodes} {...held} />
      </label>
      {meaning && <p className="note">{meaning}</p>}
      <div className="actions">
        <Button onClick={close}>Cancel</Button>
        <EditButton type="submit" look="primary">
          Add cell
        </EditButton>
      </div>
    </form>
  );
}
