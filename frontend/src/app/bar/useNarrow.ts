import { useSyncExternalStore } from "react";

/** Below this width the bar keeps what is pressed most; the rest moves into its last menu. */
const NARROW = "(max-width: 1399px)";

function listen(listener: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export const useNarrow = (): boolean => useSyncExternalStore(listen, () => matchMedia(NARROW).matches);
