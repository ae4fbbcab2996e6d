/** Which of the page's own sheets is open: the list of shortcuts, the messages said, or the tour. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";

export type Sheet = "shortcuts" | "messages" | "tour";

const store = createStore<{ readonly sheet: Sheet | null }>(() => ({ sheet: null }));

export const openSheet = (sheet: Sheet): void => store.setState({ sheet });
export const closeSheet = (): void => store.setState({ sheet: null });

/** Whether a sheet is open, and how to open or close it. */
export function useSheet(sheet: Sheet) {
  const open = useStore(store, (s) => s.sheet === sheet);
  return { open, onOpenChange: (next: boolean) => (next ? openSheet(sheet) : closeSheet()) };
}
