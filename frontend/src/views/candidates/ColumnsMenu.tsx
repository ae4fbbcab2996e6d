import { DropdownMenu } from "radix-ui";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import type { CandidateTable } from "./useTable";

/** Chooses the columns; the menu stays open, since several are chosen at a time. */
export function ColumnsMenu({ table: { all, chosen, setChosen } }: { readonly table: CandidateTable }) {
  const names = new Set(chosen.split("."));
  const set = (id: string, shown: boolean) =>
    setChosen(all.map((column) => column.id).filter((name) => (name === id ? shown : names.has(name))).join("."));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button>
          Columns
          <Icon name="down" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {all.slice(1).map(({ id, name, meaning }) => (
            <DropdownMenu.CheckboxItem
              key={id}
              className="menu-item table-choice"
              title={meaning}
              checked={names.has(id)}
              onCheckedChange={(shown) => set(id, shown)}
              onSelect={(event) => event.preventDefault()}
            >
              {name}
              <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
