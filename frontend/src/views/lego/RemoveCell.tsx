import type { CellRecord } from "@schema";
import { Popover } from "radix-ui";
import { cellName } from "../../core/names";
import { Button } from "../../parts/Button";
import { useActing } from "./InPlace";

/** Asks in place before a cell goes, since no undo brings it back. */
export function RemoveCell({ cell, close }: { readonly cell: CellRecord; readonly close: () => void }) {
  const { act } = useActing();
  const remove = (at: Element) => {
    void act({ type: "remove_cell", cell: cell.id }, at.closest(".popover"));
    close();
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && close()}>
      <Popover.Anchor className="cell-anchor" />
      <Popover.Portal>
        <Popover.Content className="popover" sideOffset={4} aria-label={`Remove ${cellName(cell)}`}>
          <p>
            Remove {cellName(cell)} with its paths? Edits of the template cannot be undone yet; its weights are kept, and cells
            whose width changes must be trained again.
          </p>
          <div className="actions">
            <Button onClick={close}>Keep it</Button>
            <Button look="primary" onClick={(event) => remove(event.currentTarget)}>
              Remove cell
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
