import type { IDockviewHeaderActionsProps } from "dockview-react";
import { DropdownMenu } from "radix-ui";
import { Button } from "../../parts/Button";
import { toggleMaximized, useDock } from "./dockStore";
import { PanelMenuItems } from "./PanelMenuItems";

/** At the right end of a row of tabs: maximise the panel, and what else can be done with it. */
export function GroupTools({ activePanel, containerApi }: IDockviewHeaderActionsProps) {
  const { maximized } = useDock();
  if (!activePanel) return null;
  const title = activePanel.title ?? activePanel.id;
  return (
    <span className="group-tools">
      <Button
        look="plain"
        icon={maximized ? "restore" : "maximize"}
        aria-label={maximized ? `Restore all panels` : `Maximise ${title}`}
        title={maximized ? "Show all panels again (Alt M)" : "Maximise (Alt M)"}
        onClick={() => toggleMaximized(activePanel.id)}
      />
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button look="plain" icon="more" aria-label={`Arrange ${title}`} title="Move, resize or hide this panel" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="end">
            <PanelMenuItems id={activePanel.id} dock={containerApi} parts={DropdownMenu} />
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </span>
  );
}
