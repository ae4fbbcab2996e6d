/** The one store of a page that shows a study: what the stream brings, and what the person hovers and selects. */
import type { Catalogue, Command, Frame, Progress } from "@schema";
import { createStore } from "zustand/vanilla";
import type { Connection, Message, StudyState, StudyStore } from "../core/context";
import { NO_RECORDS, type Collections, type State } from "../core/records";
import { cleared, fromAddress, toAddress, type Hover, type Selection } from "../core/selection";
import { viewChanged, viewFromAddress, viewToAddress } from "../core/viewState";
import { NO_CONNECTION, postCommand } from "../net/http";
import { questions, refusedBy } from "./questions";
import { follow } from "../net/stream";

const MESSAGES_KEPT = 4;
/** News goes by itself; a refusal stays until it is read, or until something else was done. */
const NEWS_MS = 6000;
const DOUBLE_CLICK_MS = 500;
/** Commands that mean one step more each time. */
const REPEATABLE: readonly Command["type"][] = ["undo", "redo"];

export interface OpenStudy extends StudyStore {
  readonly dismiss: (message: number) => void;
  readonly setDark: (dark: boolean) => void;
  /** Starts following; call the answer to end. */
  readonly open: () => () => void;
}

function initial(studyId: string, catalogue: Catalogue, dark: boolean): StudyState {
  return {
    studyId, catalogue, dark, seq: 0, loaded: false, records: NO_RECORDS, progress: {}, connection: "connecting", gone: null,
    messages: [], lastEvent: "", hover: null, selection: fromAddress(location.search), view: viewFromAddress(location.search),
  };
}

export function createStudyStore(studyId: string, catalogue: Catalogue, dark: boolean): OpenStudy {
  const store = createStore<StudyState>(() => initial(studyId, catalogue, dark));
  const { getState, setState, subscribe } = store;
  let messageId = 0;

  const say = (level: Message["level"], title: string, text = "") => {
    messageId += 1;
    const message = { id: messageId, level, title, text };
    const said = (other: Message) => other.title === title && other.text === text;
    setState((s) => ({ messages: [...s.messages.filter((other) => !said(other)), message].slice(-MESSAGES_KEPT) }));
    if (level === "info") setTimeout(() => dismiss(message.id), NEWS_MS);
  };
  const dismiss = (id: number) => setState((s) => ({ messages: s.messages.filter((message) => message.id !== id) }));
  /** The command sent last: a double click asks for the same thing twice and means it once. */
  let last: { readonly words: string; readonly at: number; readonly answer: Promise<boolean> } | null = null;
  const attempt = async (command: Command) => {
    try {
      await postCommand(studyId, { ...command, command_id: fresh() });
      setState((s) => ({ messages: s.messages.filter((message) => message.level !== "error") }));
      return null;
    } catch (error) {
      return refusedBy(error);
    }
  };
  const post = async (command: Command) => {
    const refused = await attempt(command);
    if (refused) say("error", refused.title, refused.text);
    return refused === null;
  };
  const choose = (selection: Selection) => {
    setState({ selection });
    show(toAddress(selection, location.search));
  };

  return {
    getState,
    subscribe,
    say,
    dismiss,
    setDark: (now) => setState({ dark: now }),
    hover: (hover) => {
      if (!sameHover(hover, getState().hover)) setState({ hover });
    },
    select: (change) => choose({ ...getState().selection, ...change }),
    setView: (change) => {
      const view = viewChanged(getState().view, change);
      if (view === getState().view) return;
      setState({ view });
      show(viewToAddress(view, location.search));
    },
    clearSelection: () => choose(cleared(getState().selection)),
    attempt,
    ask: questions(studyId),
    send: (command: Command) => {
      const words = JSON.stringify(command);
      const again = words === last?.words && performance.now() - last.at < DOUBLE_CLICK_MS;
      if (last && again && !REPEATABLE.includes(command.type)) return last.answer;
      last = { words, at: performance.now(), answer: post(command) };
      return last.answer;
    },
    open: () =>
      follow(studyId, {
        onState: (state) => setState((s) => arrived(s, state)),
        onFrames: (frames) => heard(frames, setState, say),
        onConnection: (connection: Connection) => setState((s) => ({ connection, messages: stillTrue(s.messages, connection) })),
        onRefusal: (refusal) => setState({ gone: refusal.message, connection: "lost" }),
      }),
  };
}

/** The address says what is on screen without a step back for each change. */
const show = (query: string): void => history.replaceState(null, "", `${location.pathname}?${query}`);

const stillTrue = (messages: readonly Message[], connection: Connection): readonly Message[] =>
  connection === "live" ? messages.filter((message) => message.title !== NO_CONNECTION) : messages;

function sameHover(a: Hover | null, b: Hover | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && a.source === b.source && a.ids.length === b.ids.length
    && a.ids.every((id, i) => id === b.ids[i]);
}

/** What the stream brought, without what is hovered or selected but no longer there. */
function arrived(before: StudyState, { seq, records }: State): Partial<StudyState> {
  const selection = stillThere(before.selection, records);
  const running = Object.entries(before.progress).filter(([job]) => records.jobs[job]?.state === "running");
  const progress = running.length === Object.keys(before.progress).length ? before.progress : Object.fromEntries(running);
  return { seq, records, loaded: true, selection, progress };
}

function stillThere(selection: Selection, records: Collections): Selection {
  const paths = kept(selection.paths, records.paths);
  const candidates = kept(selection.candidates, records.candidates);
  const cell = selection.cell !== null && records.cells[selection.cell] ? selection.cell : null;
  const { secondCandidate } = selection;
  const second = secondCandidate !== null && records.candidates[secondCandidate] ? secondCandidate : null;
  const same = paths === selection.paths && candidates === selection.candidates && cell === selection.cell
    && second === secondCandidate;
  return same ? selection : { paths, candidates, cell, secondCandidate: second };
}

function kept(ids: readonly string[], collection: Readonly<Record<string, unknown>>): readonly string[] {
  return ids.every((id) => id in collection) ? ids : ids.filter((id) => id in collection);
}

type SetState = (change: Partial<StudyState> | ((state: StudyState) => Partial<StudyState>)) => void;

function heard(frames: readonly Frame[], setState: SetState, say: StudyStore["say"]): void {
  const latest: Record<string, Progress> = {};
  let lastEvent: string | undefined;
  for (const frame of frames) {
    if (frame.kind === "progress") latest[frame.job] = frame;
    if (frame.kind === "snapshot") for (const each of frame.progress) latest[each.job] = each;
    if (frame.kind === "patch") lastEvent = frame.events.at(-1)?.summary ?? lastEvent;
    if (frame.kind === "notice") say(frame.level, frame.text);
  }
  if (Object.keys(latest).length > 0) setState((s) => ({ progress: { ...s.progress, ...latest } }));
  if (lastEvent !== undefined) setState({ lastEvent });
}

/** A new id; unlike `randomUUID` this also works on a page that came without TLS from another machine. */
function fresh(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
