import type { CellRecord } from "@schema";
import { RemovingCell } from "../../parts/RemovingCell";
import { useActing } from "./InPlace";

/** Asks over the cell whether it is to go. */
export function RemoveCell({ cell, close }: { readonly cell: CellRecord; readonly close: () => void }) {
  const { act } = useActing();
  const remove = (at: Element) => void act({ type: "remove_cell", cell: cell.id }, at.closest(".popover"));
  return (
    <RemovingCell cell={cell} open remove={remove} close={close}>
      <div className="cell-anchor" />
    </RemovingCell>
  );
}
