/**
 * How views reach the study. A view imports this and other files of `core`, nothing from `net`, `app` or other views:
 *
 *     const paths = useStudy((s) => s.records.paths);        // re-renders when the paths' identity changes
 *     const study = useStudy((s) => theStudy(s.records));    // selectors of core/selectors are memoised
 *     const actions = useActions();
 *     await actions.send({ type: "remove_paths", paths: ["p3"] });
 *
 * A selector given to `useStudy` must return the same value for the same state: a field, or what a memoised selector
 * gives; build new arrays and objects with `useMemo` outside of it. What changes with every move of the pointer
 * (hover) is better followed without rendering: `useWatch(selector, listener)` calls the listener at once and then
 * whenever the selected value changes, so that a view can toggle classes or redraw a canvas itself.
 */
import type {
  Catalogue, Command, Effects, Progress, ScoresHistory, ScoresRecord, Selected, SelectRequest, SetRequest, SetResult,
} from "@schema";
import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { Collections } from "./records";
import type { Hover, Selection } from "./selection";
import type { ViewSetting, ViewState } from "./viewState";

export type Connection = "connecting" | "live" | "lost";
export type Theme = "light" | "dark" | "system";

/** Something said to the person; a refusal is an error with the server's own words. */
export interface Message {
  readonly id: number;
  readonly level: "info" | "warning" | "error";
  readonly title: string;
  readonly text: string;
  /** What can be done about it at once, such as showing the new best candidate. */
  readonly action?: { readonly words: string; readonly run: () => void };
}

/** Why the server refused, in its own words; `field` is what is to blame, where one is. */
export interface Refused {
  readonly title: string;
  readonly text: string;
  readonly field: string | null;
}

/** What a question brought: its value, or why there is none. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | ({ readonly ok: false } & Refused);

/** What views ask the server without changing anything; none of it throws or shows a message by itself. */
export interface Questions {
  readonly select: (request: SelectRequest) => Promise<Answer<Selected>>;
  readonly sets: (request: SetRequest) => Promise<Answer<SetResult>>;
  /** The scores of every path after an iteration, from 0. */
  readonly scores: (iteration: number) => Promise<Answer<ScoresRecord>>;
  /** The scores of up to 20 paths after each iteration. */
  readonly history: (paths: readonly string[]) => Promise<Answer<ScoresHistory>>;
  /** What came before a decision and after it, so many iterations on each side, as it is known now. */
  readonly effects: (seq: number, iterations: number) => Promise<Answer<Effects>>;
}

export interface StudyState {
  readonly studyId: string;
  readonly seq: number;
  /** The event after which the study is looked at; null where it is followed as it is now. */
  readonly moment: number | null;
  /** Whether the first snapshot has come. */
  readonly loaded: boolean;
  readonly records: Collections;
  /** The latest progress of each running job, by job. */
  readonly progress: Readonly<Record<string, Progress>>;
  readonly catalogue: Catalogue;
  readonly connection: Connection;
  /** Why the study cannot be shown at all, for instance because it was deleted; else null. */
  readonly gone: string | null;
  readonly messages: readonly Message[];
  /** The words of the latest event, for the live region. */
  readonly lastEvent: string;
  readonly hover: Hover | null;
  readonly selection: Selection;
  /** How each view is set, by `view.setting`, as the address holds it: see `useViewState`. */
  readonly view: ViewState;
  /** Dark or light as it is drawn now: canvases read their colours anew when it changes. */
  readonly dark: boolean;
}

export interface Actions {
  /** Sends a command; false if it was refused, and then the refusal is shown already. Never throws. */
  readonly send: (command: Command) => Promise<boolean>;
  /** Sends a command quietly, for a view that shows a refusal in place; null if it was done. Never throws. */
  readonly attempt: (command: Command) => Promise<Refused | null>;
  readonly ask: Questions;
  /** Sets or clears the shared hover; the same hover again changes nothing. */
  readonly hover: (hover: Hover | null) => void;
  /** Changes the given parts of the selection. */
  readonly select: (change: Partial<Selection>) => void;
  /** Sets settings of views, by `view.setting`; null takes one back to its default. */
  readonly setView: (change: Readonly<Record<string, string | null>>) => void;
  /** Escape: clears all but the opened cell. */
  readonly clearSelection: () => void;
  /** Looks at the study as it was after an event; null goes back to now. */
  readonly travel: (moment: number | null) => void;
  /** Begins another study from where this one was after an event, and goes there; null if it was done. Never throws. */
  readonly branch: (moment: number, name: string) => Promise<Refused | null>;
  /** Sends a command to another study, such as a twin of this one; null if it was done. Never throws. */
  readonly attemptIn: (study: string, command: Command) => Promise<Refused | null>;
  /** Goes to another study. */
  readonly visit: (study: string) => void;
  /** Says something to the person. */
  readonly say: (level: Message["level"], title: string, text?: string) => void;
}

export interface StudyStore extends Actions {
  readonly getState: () => StudyState;
  readonly subscribe: (listener: () => void) => () => void;
}

export const StudyContext = createContext<StudyStore | null>(null);

function useStore(): StudyStore {
  const store = useContext(StudyContext);
  if (!store) throw new Error("a view was drawn outside of a StudyContext; put it under <StudyContext value={…}>");
  return store;
}

export const useActions = (): Actions => useStore();

/** Reads the state now, without following it: for event handlers. */
export const useStateNow = (): (() => StudyState) => useStore().getState;

export function useStudy<Value>(selector: (state: StudyState) => Value): Value {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => selector(store.getState()));
}

/**
 * A setting of a view that the address holds, such as `lego.level`, and how to change it. The default is not written.
 * `among` are the values that it can have; another one in the address counts as the default.
 */
export function useViewState<Value extends string>(
  name: ViewSetting,
  initial: Value,
  among?: readonly Value[],
): readonly [Value, (value: Value) => void] {
  const held = useStudy((state) => state.view[name]);
  const { setView } = useActions();
  const value = held !== undefined && (!among || among.includes(held as Value)) ? (held as Value) : initial;
  return [value, (next) => setView({ [name]: next === initial ? null : next })];
}

/** Follows a value without rendering; where `again` is given, the listener is also called when that changes. */
export function useWatch<Value>(
  selector: (state: StudyState) => Value,
  listener: (value: Value) => void,
  again?: unknown,
): void {
  const store = useStore();
  const select = useEffectEvent(selector);
  const tell = useEffectEvent(listener);
  useEffect(() => {
    let last = select(store.getState());
    tell(last);
    return store.subscribe(() => {
      const next = select(store.getState());
      if (Object.is(next, last)) return;
      last = next;
      tell(next);
    });
  }, [store, again]);
}
