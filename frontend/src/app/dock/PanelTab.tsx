import type { IDockviewPanelHeaderProps } from "dockview-react";
import { ContextMenu } from "radix-ui";
import { toggleMaximized } from "./dockStore";
import { PanelMenuItems } from "./PanelMenuItems";

/** A panel's name. A double click gives it the whole dock; its menu does what dragging does. */
export function PanelTab({ api, containerApi }: IDockviewPanelHeaderProps) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>
        <span className="tab-name" title="Double click: maximise. Right click: menu" onDoubleClick={() => toggleMaximized(api.id)}>
          {api.title}
        </span>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          <PanelMenuItems id={api.id} dock={containerApi} parts={ContextMenu} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
