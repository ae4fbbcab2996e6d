import type { DockviewApi } from "dockview-react";
import type { ContextMenu, DropdownMenu } from "radix-ui";
import { hidePanel, resetPanels, toggleMaximized, useDock } from "./dockStore";
import { PANELS, type PanelId } from "./panels";

const MOVES = [
  ["left", "Move left of"],
  ["right", "Move right of"],
  ["top", "Move above"],
  ["bottom", "Move below"],
  ["center", "Put in tabs with"],
] as const;

/** One press changes a panel by this much, in pixels. */
const STEP = 48;
const SIZES = [
  ["Wider", STEP, 0],
  ["Narrower", -STEP, 0],
  ["Taller", 0, STEP],
  ["Shorter", 0, -STEP],
] as const;

interface Props {
  readonly id: string;
  readonly dock: DockviewApi;
  /** The kind of menu that the items are in. */
  readonly parts: Pick<typeof DropdownMenu, "Item" | "Sub" | "SubTrigger" | "SubContent" | "Separator" | "Portal"> | Pick<typeof ContextMenu, "Item" | "Sub" | "SubTrigger" | "SubContent" | "Separator" | "Portal">;
}

/** What can be done with a panel without dragging it. */
export function PanelMenuItems({ id, dock, parts: Menu }: Props) {
  const { open, maximized } = useDock();
  const panel = dock.getPanel(id);
  if (!panel) return null;
  const others = open.filter((each) => each !== id);
  const resize = (x: number, y: number) => panel.api.setSize({ ...(x && { width: panel.api.width + x }), ...(y && { height: panel.group.api.height + y }) });
  return (
    <>
      <Menu.Item className="menu-item" onSelect={() => toggleMaximized(id)}>
        {maximized ? "Restore all panels" : "Maximise"}
        <span className="note">Alt M</span>
      </Menu.Item>
      <Menu.Separator className="menu-line" />
      {MOVES.map(([position, words]) => (
        <Menu.Sub key={position}>
          <Menu.SubTrigger className="menu-item" disabled={maximized || others.length === 0}>
            {words}
            <span aria-hidden="true">▸</span>
          </Menu.SubTrigger>
          <Menu.Portal>
            <Menu.SubContent className="menu">
              {others.map((other) => (
                <Menu.Item key={other} className="menu-item" onSelect={() => move(dock, id, other, position)}>
                  {PANELS[other]}
                </Menu.Item>
              ))}
            </Menu.SubContent>
          </Menu.Portal>
        </Menu.Sub>
      ))}
      <Menu.Separator className="menu-line" />
      {SIZES.map(([words, x, y]) => (
        <Menu.Item
          key={words}
          className="menu-item"
          disabled={maximized}
          onSelect={(event) => {
            // The menu stays, since one step is seldom enough.
            event.preventDefault();
            resize(x, y);
          }}
        >
          {words}
        </Menu.Item>
      ))}
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" disabled={others.length === 0} onSelect={() => hidePanel(id as PanelId)}>
        Hide
      </Menu.Item>
      <Menu.Item className="menu-item" onSelect={resetPanels}>
        Reset panels
      </Menu.Item>
    </>
  );
}

function move(dock: DockviewApi, id: string, other: PanelId, position: (typeof MOVES)[number][0]): void {
  const group = dock.getPanel(other)?.group;
  if (group) dock.getPanel(id)?.api.moveTo({ group, position });
}
