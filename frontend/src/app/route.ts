/** Where the person is, as the address says it: the studies, one of them, a new one, the templates, or one of those. */
import { useMemo, useSyncExternalStore } from "react";
import { drop, settle } from "./address";

export type Place =
  | { readonly page: "studies" }
  /** A study, or how it was after the event `at`. */
  | { readonly page: "study"; readonly study: string; readonly at?: string }
  | { readonly page: "new"; readonly template?: string; readonly dataset?: string }
  | { readonly page: "templates" }
  /** A saved template by its id, or a draft of this browser by its key. */
  | { readonly page: "template"; readonly template: string };

const MOVED = "nas-navigator:moved";
/** What of the address says where one is; everything else is how the page there is set. */
const NAMES = ["page", "study", "template", "dataset", "at"] as const;

/** A place is also named by its study, or by null for the list of them. */
type To = Place | string | null;

const placeOf = (to: To): Place => {
  if (to === null) return { page: "studies" };
  return typeof to === "string" ? { page: "study", study: to } : to;
};

export function addressOf(to: To): string {
  const place = placeOf(to);
  const page = place.page === "new" ? "new" : place.page === "templates" || place.page === "template" ? "templates" : undefined;
  const words = Object.entries({ ...place, page }).filter((each): each is [string, string] => each[1] !== undefined);
  const query = new URLSearchParams(words).toString();
  return query ? `/?${query}` : "/";
}

export function go(to: To): void {
  settle();
  history.pushState(null, "", addressOf(to));
  window.dispatchEvent(new Event(MOVED));
}

/** Goes there in the place of where one is, so that a step back does not lead here again. */
export function goInstead(to: To): void {
  drop();
  history.replaceState(null, "", addressOf(to));
  window.dispatchEvent(new Event(MOVED));
}

/** Looks at the study that is shown as it was after an event, or as it is now; views stay as they are set. */
export function travel(moment: number | null): void {
  settle();
  const words = new URLSearchParams(location.search);
  if (moment === null) words.delete("at");
  else words.set("at", String(moment));
  history.pushState(null, "", `/?${words}`);
  window.dispatchEvent(new Event(MOVED));
}

export function placeIn(query: string): Place {
  const words = new URLSearchParams(query);
  const [page, study, template, dataset, at] = NAMES.map((name) => words.get(name));
  if (page === "new") return { page, ...(template && { template }), ...(dataset && { dataset }) };
  if (page === "templates") return template ? { page: "template", template } : { page };
  return study ? { page: "study", study, ...(at && { at }) } : { page: "studies" };
}

/** Where the person is now, for what was asked some time ago. */
export const here = (): Place => placeIn(location.search);

function listen(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(MOVED, listener);
  };
}

/** Only the words that say where; views change the others all the time. */
function where(): string {
  const words = new URLSearchParams(location.search);
  for (const name of [...words.keys()]) if (!(NAMES as readonly string[]).includes(name)) words.delete(name);
  return words.toString();
}

export function usePlace(): Place {
  const query = useSyncExternalStore(listen, where);
  return useMemo(() => placeIn(query), [query]);
}
