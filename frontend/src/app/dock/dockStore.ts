/** The dock of the page, for those who arrange it from elsewhere: the bar, shortcuts, the tour. */
import type { DockviewApi } from "dockview-react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { arrange, show } from "./arrangement";
import { PANEL_IDS, type PanelId } from "./panels";

interface DockState {
  readonly api: DockviewApi | null;
  /** The panels that are in the dock, behind others or not. */
  readonly open: readonly PanelId[];
  readonly maximized: boolean;
}

const store = createStore<DockState>(() => ({ api: null, open: [], maximized: false }));

/** Tells that the dock is there and follows how it is arranged. */
export function docked(api: DockviewApi): void {
  const look = () => {
    const open = PANEL_IDS.filter((id) => api.getPanel(id));
    store.setState({ open, maximized: api.hasMaximizedGroup() });
  };
  store.setState({ api });
  api.onDidLayoutChange(look);
  // To give the others their place back is no change of layout to the dock.
  api.onDidMaximizedGroupChange(look);
  look();
}

export const useDock = (): DockState => useStore(store);

export function showPanel(id: PanelId): void {
  const { api } = store.getState();
  if (!api) return;
  const maximized = api.groups.find((group) => group.api.isMaximized());
  if (maximized && api.getPanel(id)?.group !== maximized) maximized.api.exitMaximized();
  show(api, id);
}

export function hidePanel(id: PanelId): void {
  store.getState().api?.getPanel(id)?.api.close();
}

export function resetPanels(): void {
  const { api } = store.getState();
  if (api) arrange(api);
}

/** Gives a panel the whole dock; where one has it, whichever that is, gives the others their place back. */
export function toggleMaximized(id: string): void {
  const { api } = store.getState();
  if (api?.hasMaximizedGroup()) api.exitMaximizedGroup();
  else api?.getPanel(id)?.api.maximize();
}
