import type { CellRecord } from "@schema";
import { ContextMenu, DropdownMenu } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { useActions, useStateNow, useViewState } from "../../core/context";
import { cellName } from "../../core/names";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { LEVELS } from "./Head";
import { usePast } from "../../parts/EditButton";
import { useActing } from "./InPlace";

const MOST_NODES = 12;

interface Props {
  readonly cell: CellRecord;
  readonly cells: readonly CellRecord[];
  /** Asks whether the cell is really to go. */
  readonly remove: () => void;
  readonly children: ReactNode;
}

interface Item {
  readonly words: string;
  readonly possible: boolean;
  readonly act: () => void;
}

/** What can be done with a cell as a whole: a menu on a right click, Shift F10 or its button. */
export function CellMenu({ children, ...props }: Props) {
  const at = useRef<HTMLButtonElement>(null);
  const items = useItems(props, at);
  const name = cellName(props.cell);
  return (
    <>
      <ContextMenu.Root modal={false}>
        <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
        <ContextMenu.Portal>
          <ContextMenu.Content className="menu">
            <ContextMenu.Label className="menu-label">{name}</ContextMenu.Label>
            {items.map(({ words, possible, act }) => (
              <ContextMenu.Item key={words} className="menu-item" disabled={!possible} onSelect={act}>
                {words}
              </ContextMenu.Item>
            ))}
          </ContextMenu.Content>
        </ContextMenu.Portal>
      </ContextMenu.Root>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button ref={at} look="plain" icon="more" className="cell-more" aria-label={`Change ${name}`} title={`Change ${name}`} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
            {items.map(({ words, possible, act }) => (
              <DropdownMenu.Item key={words} className="menu-item" disabled={!possible} onSelect={act}>
                {words}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </>
  );
}

function useItems({ cell, cells, remove }: Omit<Props, "children">, at: React.RefObject<HTMLElement | null>): readonly Item[] {
  const { select, setView } = useActions();
  const { act } = useActing();
  const state = useStateNow();
  const [level] = useViewState("lego.level", "board", LEVELS);
  const move = (position: number) => () => void act({ type: "move_cell", cell: cell.id, position }, at.current);
  const resize = (nodes: number) => () => void act({ type: "set_cell_nodes", cell: cell.id, nodes }, at.current);
  const insert = (kind: "normal" | "reduction") => () =>
    void act({ type: "add_cell", kind, position: cell.position + 1, nodes: cell.nodes }, at.current);
  const other = level === "board" ? "graph" : "board";
  const open = () => {
    select({ cell: cell.id });
    setView({ "lego.level": other === "board" ? null : other });
  };
  const all = () => select({ paths: (pathsByCell(state().records.paths).get(ownerOf(cell)) ?? []).map(({ id }) => id) });
  const now = usePast() === "";
  const tensor = now && cell.kind !== "settings";
  return [
    { words: `Open as ${other}`, possible: true, act: open },
    { words: "Select all its paths", possible: true, act: all },
    { words: "Move left", possible: now && cell.position > 0, act: move(cell.position - 1) },
    { words: "Move right", possible: now && cell.position < cells.length - 1, act: move(cell.position + 1) },
    { words: "Add node", possible: tensor && cell.nodes < MOST_NODES, act: resize(cell.nodes + 1) },
    { words: "Remove last node", possible: tensor && cell.nodes > 1, act: resize(cell.nodes - 1) },
    { words: "Add normal cell after", possible: now, act: insert("normal") },
    { words: "Add reduction cell after", possible: now, act: insert("reduction") },
    { words: "Remove cell …", possible: now && cells.length > 1, act: remove },
  ];
}
