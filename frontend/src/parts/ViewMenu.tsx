import { DropdownMenu } from "radix-ui";
import { Icon } from "./Icon";

export interface ViewMenuItem {
  readonly words: string;
  readonly note?: string;
  readonly run: () => void;
}

interface Props {
  /** Of which view, for instance 'Loss chart'. */
  readonly of: string;
  readonly items: readonly ViewMenuItem[];
}

/** What a view offers besides its controls, such as its data as a file. */
export function ViewMenu({ of, items }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="button plain" aria-label={`${of}: more`}>
        <Icon name="more" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" collisionPadding={8}>
          {items.map(({ words, note, run }) => (
            <DropdownMenu.Item key={words} className="menu-item" onSelect={run}>
              {words}
              {note && <span className="note">{note}</span>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
