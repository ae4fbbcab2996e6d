/** What is said to the person: shown for a while or until it was read, and kept to be looked up. */
import type { StoreApi } from "zustand/vanilla";
import type { Actions, Message, StudyState } from "../../core/context";
import { NO_CONNECTION } from "../../net/http";

/** Something that was said, and when, in milliseconds since 1970. */
export interface Said extends Message {
  readonly at: number;
}

export interface Log {
  readonly said: readonly Said[];
}

/** Those beyond the ones that are shown wait behind them. */
const WAITING = 9;
const KEPT = 200;
/** News goes by itself; a refusal stays until it is read, or until something else was done. */
const NEWS_MS = 8000;
const PAUSE_MS = 1000;

type Store = StoreApi<StudyState>;

/** How messages come and go; `log`, where there is one, keeps what was said. */
export function messagesIn({ setState }: Store, log?: (change: (before: Log) => Partial<Log>) => void) {
  let last = 0;
  const dismiss = (id: number) => setState((s) => ({ messages: s.messages.filter((message) => message.id !== id) }));
  /** News that is being read, with the pointer or the focus on it, stays. */
  const expire = (id: number, ms: number) => void setTimeout(() => {
    if (document.querySelector(".messages:is(:hover, :focus-within)")) expire(id, PAUSE_MS);
    else dismiss(id);
  }, ms);
  const tell = (said: Omit<Message, "id">) => {
    last += 1;
    const message = { id: last, ...said };
    const same = (other: Message) => other.title === message.title && other.text === message.text;
    setState((s) => ({ messages: [...s.messages.filter((other) => !same(other)), message].slice(-WAITING) }));
    log?.((s) => ({ said: [...s.said, { ...message, at: Date.now() }].slice(-KEPT) }));
    if (message.level === "info") expire(message.id, NEWS_MS);
  };
  const say: Actions["say"] = (level, title, text = "") => tell({ level, title, text });
  return { say, tell, dismiss };
}

/** A refusal is answered by whatever is done next. */
export const withoutErrors = (s: StudyState): Partial<StudyState> => ({ messages: s.messages.filter((message) => message.level !== "error") });

/** That there is no connection stops being true when there is one. */
export const stillTrue = (s: StudyState): Partial<StudyState> => ({ messages: s.messages.filter((message) => message.title !== NO_CONNECTION) });
