/** What a person sets once for every study, kept in this browser. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { NEWS_KINDS, type NewsKind } from "../core/news";
import { kept, keep } from "../parts/kept";

export interface Settings {
  /** Which news becomes a message. */
  readonly news: Readonly<Record<NewsKind, boolean>>;
  /** Whether news is also told outside of the page while it is hidden. */
  readonly desktop: boolean;
  /** Whether keys without a modifier (P, ?, Delete …) act, apart from Escape. */
  readonly keys: boolean;
  /** Whether the tour was taken or declined. */
  readonly toured: boolean;
}

const KEY = "nas-navigator.settings";
const everything = Object.fromEntries(NEWS_KINDS.map((kind) => [kind, true])) as Settings["news"];
const USUAL: Settings = { news: everything, desktop: false, keys: true, toured: false };

function read(): Settings {
  const stored = kept(KEY) as Partial<Settings> | null;
  return { ...USUAL, ...stored, news: { ...USUAL.news, ...stored?.news } };
}

const store = createStore<Settings>(read);

export const settings = (): Settings => store.getState();

export function change(part: Partial<Settings>): void {
  store.setState(part);
  keep(KEY, store.getState());
}

export function useSettings<Value>(selector: (settings: Settings) => Value): Value {
  return useStore(store, selector);
}
