/** What a person sets once for every study, kept in this browser. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { NEWS_KINDS, type NewsKind } from "../core/news";
import { personProblem, UNNAMED } from "../core/people";
import { kept, keep } from "../parts/kept";

export interface Settings {
  /** The name that signs what is done here; undo takes back only what the same name did. */
  readonly actor: string;
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
const USUAL: Settings = { actor: UNNAMED, news: everything, desktop: false, keys: true, toured: false };

function read(): Settings {
  const stored = kept(KEY) as Partial<Settings> | null;
  const actor = typeof stored?.actor === "string" && personProblem(stored.actor) === "" ? stored.actor : UNNAMED;
  return { ...USUAL, ...stored, actor, news: { ...USUAL.news, ...stored?.news } };
}

const store = createStore<Settings>(read);

// What another window of this browser sets holds here too, and is not overwritten with what was.
window.addEventListener("storage", ({ key }) => {
  if (key === KEY) store.setState(read());
});

export const settings = (): Settings => store.getState();

/** Calls back whenever the name has become another one. */
export const onActor = (listener: () => void): (() => void) =>
  store.subscribe((now, before) => {
    if (now.actor !== before.actor) listener();
  });

export function change(part: Partial<Settings>): void {
  store.setState(part);
  keep(KEY, store.getState());
}

export function useSettings<Value>(selector: (settings: Settings) => Value): Value {
  return useStore(store, selector);
}
