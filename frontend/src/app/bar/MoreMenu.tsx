import { DropdownMenu } from "radix-ui";
import { useActions } from "../../core/context";
import { SET_OPERATIONS } from "../../core/setOperations";
import { Button } from "../../parts/Button";
import { useCopy } from "../../parts/useCopy";
import { settle } from "../address";
import { openSheet } from "../sheets";
import type { ThemeChoice } from "../theme";
import { NewsItems } from "./NewsItems";
import { PanelItems } from "./PanelItems";
import { useSetOperations } from "./setOperations";
import { ThemeItems } from "./ThemeMenu";
import { useNarrow } from "./useNarrow";

/** What is seldom pressed, and on a narrow screen what has no place in the bar. */
export function MoreMenu({ theme }: { readonly theme: ThemeChoice }) {
  const narrow = useNarrow();
  const copyLink = useCopyLink();
  const { setView } = useActions();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="plain" icon="more" aria-label="More" title="Panels, messages, settings, shortcuts" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4}>
          {narrow && <SetItems />}
          <Sub name="Panels">
            <PanelItems />
          </Sub>
          <Sub name="Notifications">
            <NewsItems />
          </Sub>
          {narrow && (
            <Sub name="Theme">
              <ThemeItems theme={theme} />
            </Sub>
          )}
          <DropdownMenu.Separator className="menu-line" />
          <Item words="Final networks …" run={() => setView({ "final.open": "yes" })} />
          <Item words="Copy link" run={copyLink} />
          <Item words="Messages …" run={() => openSheet("messages")} />
          <Item words="Keyboard shortcuts …" keys="?" run={() => openSheet("shortcuts")} />
          <Item words="Take the tour" run={() => openSheet("tour")} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ words, keys, run }: { readonly words: string; readonly keys?: string; readonly run: () => void }) {
  return (
    <DropdownMenu.Item className="menu-item" onSelect={run}>
      {words}
      {keys && <span className="note">{keys}</span>}
    </DropdownMenu.Item>
  );
}

function Sub({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        {name}
        <span aria-hidden="true">▸</span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className="menu">{children}</DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

function SetItems() {
  const { open, toggle, why } = useSetOperations();
  return (
    <>
      {SET_OPERATIONS.map(({ id, sign, name }) => (
        <DropdownMenu.CheckboxItem key={id} className="menu-item" checked={open === id} disabled={why(id) !== ""} onSelect={() => toggle(id)}>
          {sign} {name}
          <DropdownMenu.ItemIndicator aria-hidden="true">✓</DropdownMenu.ItemIndicator>
        </DropdownMenu.CheckboxItem>
      ))}
      <DropdownMenu.Separator className="menu-line" />
    </>
  );
}

/** The address holds what is on screen. */
function useCopyLink(): () => void {
  const copy = useCopy();
  return () => {
    settle();
    copy(location.href, "Link", "It opens this study with the same selection and settings.");
  };
}
