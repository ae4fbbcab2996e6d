import type { CellRecord } from "@schema";
import { DropdownMenu } from "radix-ui";
import { useActions } from "../../core/context";
import { cellName } from "../../core/names";
import { Button } from "../../parts/Button";

const MOST_NODES = 12;

interface Props {
  readonly cell: CellRecord;
  readonly cells: readonly CellRecord[];
}

/** What can be done with a cell as a whole. */
export function CellMenu({ cell, cells }: Props) {
  const { send } = useActions();
  const move = (position: number) => void send({ type: "move_cell", cell: cell.id, position });
  const resize = (nodes: number) => void send({ type: "set_cell_nodes", cell: cell.id, nodes });
  const items: readonly (readonly [words: string, possible: boolean, act: () => void])[] = [
    ["Move left", cell.position > 0, () => move(cell.position - 1)],
    ["Move right", cell.position < cells.length - 1, () => move(cell.position + 1)],
    ["One node more", cell.nodes < MOST_NODES, () => resize(cell.nodes + 1)],
    ["One node fewer", cell.nodes > 1, () => resize(cell.nodes - 1)],
    ["Remove cell", cells.length > 1, () => void send({ type: "remove_cell", cell: cell.id })],
  ];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="plain" icon="more" className="cell-more" aria-label={`Change ${cellName(cell)}`} title={`Change ${cellName(cell)}`} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {items.map(([words, possible, act]) => (
            <DropdownMenu.Item key={words} className="menu-item" disabled={!possible} onSelect={act}>
              {words}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
