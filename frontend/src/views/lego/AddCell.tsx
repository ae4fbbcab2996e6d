import { Popover } from "radix-ui";
import { useState } from "react";
import { useActions } from "../../core/context";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { NumberInput } from "../../parts/NumberInput";

type Kind = "normal" | "reduction";

/** The line between two cells, on which a new one can be put. */
export function AddCell({ position }: { readonly position: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="add-cell" aria-label={`Add a cell as cell ${position + 1}`} title={`Add a cell as cell ${position + 1}`}>
        <Icon name="plus" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" sideOffset={4} aria-label="Add cell">
          <Form position={position} close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Form({ position, close }: { readonly position: number; readonly close: () => void }) {
  const { send } = useActions();
  const [kind, setKind] = useState<Kind>("normal");
  const [nodes, setNodes] = useState(4);
  const submit = async () => {
    if (await send({ type: "add_cell", kind, position, nodes })) close();
  };
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label className="field">
        Kind
        <select className="input" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="normal">normal</option>
          <option value="reduction">reduction</option>
        </select>
      </label>
      <label className="field">
        Nodes
        <NumberInput min={1} max={12} required initial={nodes} onNumber={setNodes} />
      </label>
      <p className="note">What changes width by it loses its weights and must be trained again.</p>
      <div className="actions">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" look="primary">
          Add cell
        </Button>
      </div>
    </form>
  );
}
