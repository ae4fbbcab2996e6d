/** The one store of a page that shows a study: what the stream brings, and what the person hovers and selects. */
import type { Catalogue, Command, Frame, Here, Progress } from "@schema";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Refused, StudyState, StudyStore } from "../core/context";
import { NO_RECORDS, type State } from "../core/records";
import { cleared, fromAddress, hoverStillThere, sameHover, stillThere, toAddress, type Selection } from "../core/selection";
import { viewChanged, viewFromAddress, viewToAddress } from "../core/viewState";
import { postCommand } from "../net/http";
import { follow, type Following } from "../net/stream";
import { drop, show, shown } from "./address";
import { linked, NOT_LINKED, type Link } from "./link";
import { messagesIn, stillTrue, withoutErrors, type Log } from "./messages/messages";
import { newsTeller } from "./news";
import { lookAt } from "./past/lookAt";
import { pastRefusal, questions, refusedBy } from "./questions";
import { go, travel } from "./route";
import { saidOf } from "./said";
import { onActor, settings } from "./settings";

const DOUBLE_CLICK_MS = 500;
/** Commands that mean one step more each time. */
const REPEATABLE: readonly Command["type"][] = ["undo", "redo"];

/** What the frame around the views shows beside the study itself. */
export interface Shell extends Log {
  readonly link: Link;
  /** Who follows the study, as the server said it last; nobody before and while the connection is lost. */
  readonly here: readonly Here[];
}

export interface OpenStudy extends StudyStore {
  readonly shell: StoreApi<Shell>;
  readonly dismiss: (message: number) => void;
  readonly setDark: (dark: boolean) => void;
  /** Tries to connect now in place of waiting for the next try. */
  readonly reconnect: () => void;
  /** Whether a command of this page is on its way, or was done and the stream has not brought yet what came of it. */
  readonly isBehind: () => boolean;
  /** Starts following, or looks at the study as it was after an event; call the answer to end. */
  readonly open: (moment: number | null) => () => void;
}

function initial(studyId: string, catalogue: Catalogue, dark: boolean): StudyState {
  return {
    studyId, catalogue, dark, seq: 0, moment: null, loaded: false, records: NO_RECORDS, progress: {}, connection: "connecting", gone: null,
    messages: [], lastEvent: "", hover: null, selection: fromAddress(location.search), view: viewFromAddress(location.search),
  };
}

export function createStudyStore(studyId: string, catalogue: Catalogue, dark: boolean): OpenStudy {
  const store = createStore<StudyState>(() => initial(studyId, catalogue, dark));
  const shell = createStore<Shell>(() => ({ said: [], link: NOT_LINKED, here: [] }));
  const { getState, setState, subscribe } = store;
  const { say, tell, dismiss } = messagesIn(store, (change) => shell.setState(change));
  const { posted, isBehind } = postman(studyId, () => getState().seq);
  const attempt = async (command: Command) => {
    const { moment } = getState();
    if (moment !== null) return pastRefusal(moment);
    try {
      await posted(command);
      setState(withoutErrors);
      return null;
    } catch (error) {
      return refusedBy(error);
    }
  };
  const choose = (selection: Selection) => {
    setState({ selection });
    show(toAddress(selection, shown()));
  };
  const select: StudyStore["select"] = (change) => choose({ ...getState().selection, ...change });
  const setView: StudyStore["setView"] = (change) => {
    const view = viewChanged(getState().view, change);
    if (view === getState().view) return;
    setState({ view });
    show(viewToAddress(view, shown()));
  };
  const news = newsTeller(tell, { select, setView });
  let following: Following | null = null;

  return {
    getState,
    subscribe,
    shell,
    say,
    dismiss,
    setDark: (now) => setState({ dark: now }),
    hover: (hover) => {
      if (!sameHover(hover, getState().hover)) setState({ hover });
    },
    select,
    setView,
    clearSelection: () => choose(cleared(getState().selection)),
    attempt,
    ask: questions(studyId, () => getState().moment),
    travel,
    branch: (from, name) => branched(studyId, from, name),
    attemptIn: (study, command) => postCommand(study, { ...command, actor: settings().actor, command_id: fresh() }).then(() => null, refusedBy),
    visit: go,
    send: onceADoubleClick(async (command) => {
      const refused = await attempt(command);
      if (refused) say("error", refused.title, refused.text);
      return refused === null;
    }),
    reconnect: () => following?.retry(),
    isBehind,
    open: (moment) => {
      setState(opening(getState(), moment));
      let first = true;
      following = (moment === null ? follow(() => settings().actor) : lookAt(moment))(studyId, {
        onState: (state) => {
          const last = getState();
          setState({ ...arrived(last, state), moment });
          // Between the past and now there is much that is new to nobody.
          if (!first && moment === null) news(last, state.records);
          first = false;
        },
        onFrames: (frames) => {
          const presence = frames.findLast((frame) => frame.kind === "presence");
          if (presence) shell.setState({ here: presence.here });
          heard(frames, setState, say);
        },
        onConnection: (connection, waitMs) => {
          shell.setState(({ link }) => ({ link: linked(link, connection, waitMs, Date.now()), ...(connection === "lost" && { here: [] }) }));
          setState((s) => ({ connection, ...(connection === "live" && stillTrue(s)) }));
        },
        onRefusal: (refusal) => setState({ gone: refusal.message, connection: "lost" }),
      });
      const forgetActor = onActor(() => following?.retell());
      window.addEventListener("popstate", drop);
      return () => {
        forgetActor();
        window.removeEventListener("popstate", drop);
        following?.close();
      };
    },
  };
}

/** Where a way to a moment, or back to now, begins. */
function opening(before: StudyState, moment: number | null): Partial<StudyState> {
  // Nothing of a page that could not be shown is kept: another moment of the study may well be there.
  if (before.gone !== null) return { moment, gone: null, seq: 0, loaded: false, records: NO_RECORDS, progress: {}, connection: "connecting" };
  // Back to now: what is shown stays the past, and refuses to be changed, until now has come.
  return moment === null ? {} : { moment, ...(moment !== before.moment && { progress: {} }) };
}

async function branched(studyId: string, from: number, name: string): Promise<Refused | null> {
  try {
    const { study } = await postCommand(studyId, { type: "branch", at_seq: from, name, actor: settings().actor, command_id: fresh() });
    if (study !== null) go(study);
    return null;
  } catch (error) {
    return refusedBy(error);
  }
}

/** Sends commands and knows whether the records show yet what was done. */
function postman(studyId: string, seqNow: () => number) {
  const onTheirWay = new Set<Promise<void>>();
  let done = 0;
  const post = async (command: Command, before: readonly Promise<void>[]) => {
    await Promise.allSettled(before);
    const { seq } = await postCommand(studyId, { ...command, actor: settings().actor, command_id: fresh() });
    done = Math.max(done, seq);
  };
  const posted = async (command: Command) => {
    // A step back is from what was asked before it, also where that is still on another connection.
    const sent = post(command, REPEATABLE.includes(command.type) ? [...onTheirWay] : []);
    onTheirWay.add(sent);
    await sent.finally(() => onTheirWay.delete(sent));
  };
  return { posted, isBehind: () => onTheirWay.size > 0 || done > seqNow() };
}

/** A double click asks for the same thing twice and means it once. */
function onceADoubleClick(post: (command: Command) => Promise<boolean>): StudyStore["send"] {
  let last: { readonly words: string; readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return (command) => {
    const words = JSON.stringify(command);
    const again = words === last?.words && performance.now() - last.at < DOUBLE_CLICK_MS;
    if (last && again && !REPEATABLE.includes(command.type)) return last.answer;
    last = { words, at: performance.now(), answer: post(command) };
    return last.answer;
  };
}

/** What the stream brought, without what is hovered or selected but no longer there. */
function arrived(before: StudyState, { seq, records }: State): Partial<StudyState> {
  const selection = stillThere(before.selection, records);
  const hover = hoverStillThere(before.hover, records);
  const running = Object.entries(before.progress).filter(([job]) => records.jobs[job]?.state === "running");
  const progress = running.length === Object.keys(before.progress).length ? before.progress : Object.fromEntries(running);
  return { seq, records, loaded: true, selection, hover, progress };
}

function heard(frames: readonly Frame[], setState: StoreApi<StudyState>["setState"], say: StudyStore["say"]): void {
  const latest: Record<string, Progress> = {};
  for (const frame of frames) {
    if (frame.kind === "progress") latest[frame.job] = frame;
    if (frame.kind === "snapshot") for (const each of frame.progress) latest[each.job] = each;
    if (frame.kind === "notice") say(frame.level, frame.text);
  }
  if (Object.keys(latest).length > 0) setState((s) => ({ progress: { ...s.progress, ...latest } }));
  const lastEvent = saidOf(frames);
  if (lastEvent !== null) setState({ lastEvent });
}

/** A new id; unlike `randomUUID` this also works on a page that came without TLS from another machine. */
function fresh(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
