import { DropdownMenu } from "radix-ui";
import { hidePanel, resetPanels, showPanel, useDock } from "../dock/dockStore";
import { PANEL_IDS, PANELS } from "../dock/panels";

/** Every panel, to be shown or hidden, and the way back to the usual arrangement. */
export function PanelItems() {
  const { open } = useDock();
  return (
    <>
      {PANEL_IDS.map((id) => {
        const shown = open.includes(id);
        return (
          <DropdownMenu.CheckboxItem
            key={id}
            className="menu-item"
            checked={shown}
            disabled={shown && open.length === 1}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={() => (shown ? hidePanel(id) : showPanel(id))}
          >
            {PANELS[id]}
            <DropdownMenu.ItemIndicator aria-hidden="true">✓</DropdownMenu.ItemIndicator>
          </DropdownMenu.CheckboxItem>
        );
      })}
      <DropdownMenu.Separator className="menu-line" />
      <DropdownMenu.Item className="menu-item" onSelect={resetPanels}>
        Reset panels
      </DropdownMenu.Item>
    </>
  );
}
