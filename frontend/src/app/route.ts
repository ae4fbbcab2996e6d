/** Where the person is: the start page, or a study by its id in the address. */
import { useSyncExternalStore } from "react";

const MOVED = "nas-navigator:moved";

export const addressOf = (study: string | null): string => (study === null ? "/" : `/?study=${encodeURIComponent(study)}`);

export function go(study: string | null): void {
  history.pushState(null, "", addressOf(study));
  window.dispatchEvent(new Event(MOVED));
}

function listen(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(MOVED, listener);
  };
}

export const useStudyInAddress = (): string | null =>
  useSyncExternalStore(listen, () => new URLSearchParams(location.search).get("study"));
