/**
 * A study store over a template that no study uses yet: the same views draw and edit it. Each edit is a question to the
 * server, which answers with the template after it or says why not; undo is this page's own.
 */
import type { Catalogue, Command, EditTemplate, Template } from "@schema";
import { createStore } from "zustand/vanilla";
import type { Answer, Message, Refused, StudyState, StudyStore } from "../../core/context";
import { draftRecords } from "../../core/draftRecords";
import { cleared, hoverStillThere, NOTHING_SELECTED, sameHover, stillThere } from "../../core/selection";
import { viewChanged, viewFromAddress } from "../../core/viewState";
import { editTemplate } from "../../net/http";
import { refusedBy } from "../questions";
import { forget, keep, kept, type Content, type Versioned } from "./drafts";

type Edit = EditTemplate["command"];

/** What undo and redo lead to, the nearest last; each with the words for what it takes back or does again. */
interface Steps {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export interface Draft extends Versioned, Steps {
  /** As it is saved; null where it never was. */
  readonly saved: Content | null;
  /** Whether this browser had room to keep the changes. */
  readonly isKept: boolean;
}

interface Step {
  readonly template: Template;
  readonly words: string;
}

export interface DraftState extends StudyState {
  readonly draft: Draft;
}

export interface DraftStore extends StudyStore {
  readonly getState: () => DraftState;
  readonly setDark: (dark: boolean) => void;
  readonly rename: (change: Partial<Pick<Content, "name" | "description">>) => void;
  /** The content is what is saved now, under that version. */
  readonly markSaved: (content: Content, version: string | null) => void;
  readonly tell: (said: Omit<Message, "id">) => void;
  /** When every edit that was asked for is done or refused. */
  readonly settled: () => Promise<void>;
}

interface Start {
  readonly key: string;
  readonly content: Versioned;
  readonly saved: Content | null;
  readonly steps: Steps | null;
  readonly catalogue: Catalogue;
  readonly dark: boolean;
}

const MOST_STEPS = 100;
const NO_STEPS: Steps = { past: [], future: [] };

/** What goes along where a draft was saved under another id and is opened anew there. */
export interface Luggage extends Steps {
  /** What was edited while it was saved; null where nothing was. */
  readonly unsaved: Content | null;
}

const passed = new Map<string, Luggage>();

export const passOn = (id: string, { past, future, unsaved }: Luggage): void => void passed.set(id, { past, future, unsaved });

export function passedOn(id: string): Luggage | null {
  const luggage = passed.get(id) ?? null;
  passed.delete(id);
  return luggage;
}

const EDITS: ReadonlySet<string> = new Set<Edit["type"]>([
  "add_cell", "remove_cell", "move_cell", "set_cell_nodes", "add_paths", "remove_paths", "set_operation_parameters",
]);
const isEdit = (command: Command): command is Command & Edit => EDITS.has(command.type);

/** Whether it holds something that is not saved. */
export const isChanged = ({ name, description, template, saved }: Draft): boolean =>
  saved === null || saved.template !== template || saved.name !== name || saved.description !== description;

/** A template that is as it is saved is told by identity, also where one edit took back another. */
function recognised(draft: Draft): Draft {
  const { template, saved } = draft;
  const same = saved && (template === saved.template || JSON.stringify(template) === JSON.stringify(saved.template));
  return same ? { ...draft, template: saved.template } : draft;
}

/** This browser keeps what is not saved, and nothing else. */
function keptOrForgotten(key: string, draft: Draft): Draft {
  if (isChanged(draft)) return { ...draft, isKept: keep(key, draft) };
  forget(key);
  return { ...draft, isKept: true };
}

function initial({ key, content, saved, steps, catalogue, dark }: Start): DraftState {
  const { name, description, template, version } = content;
  const { past, future } = steps ?? NO_STEPS;
  const found = recognised({ name, description, template, version, saved, past, future, isKept: kept(key) !== null });
  // One that is opened and not changed is as old as it was.
  const draft = found.isKept && isChanged(found) ? found : keptOrForgotten(key, found);
  return {
    studyId: key, catalogue, dark, seq: 0, moment: null, loaded: true, records: draftRecords(draft.template), progress: {}, connection: "live", gone: null,
    messages: [], lastEvent: "", hover: null, selection: NOTHING_SELECTED, view: viewFromAddress(location.search), draft,
  };
}

export function createDraftStore(start: Start): DraftStore {
  const { getState, setState, subscribe } = createStore<DraftState>(() => initial(start));
  let messages = 0;
  /** Edits are done one after another: each needs the template that the one before it made. */
  let queue: Promise<unknown> = Promise.resolve();

  const put = (change: Partial<Draft>, words: string) => {
    setState((s) => {
      const draft = keptOrForgotten(start.key, recognised({ ...s.draft, ...change }));
      const records = draft.template === s.draft.template ? s.records : draftRecords(draft.template, s.records);
      const [selection, hover] = [stillThere(s.selection, records), hoverStillThere(s.hover, records)];
      return { draft, records, selection, hover, seq: s.seq + 1, lastEvent: words, messages: [] };
    });
  };
  const step = (type: "undo" | "redo"): Refused | null => {
    const { past, future, template } = getState().draft;
    const [from, to] = type === "undo" ? [past, future] : [future, past];
    const last = from.at(-1);
    if (!last) return { title: `Nothing to ${type}`, text: "", field: null };
    const [rest, grown] = [from.slice(0, -1), [...to, { template, words: last.words }]];
    put({ template: last.template, ...(type === "undo" ? { past: rest, future: grown } : { past: grown, future: rest }) }, `${type}: ${last.words}`);
    return null;
  };
  const edit = async (command: Edit): Promise<Refused | null> => {
    try {
      const before = getState().draft;
      const template = await editTemplate({ template: before.template, command });
      const words = wordsOf(command);
      put({ template, past: [...before.past, { template: before.template, words }].slice(-MOST_STEPS), future: [] }, words);
      return null;
    } catch (error) {
      return refusedBy(error);
    }
  };
  const attempt = (command: Command): Promise<Refused | null> => {
    const work = () => {
      if (command.type === "undo" || command.type === "redo") return Promise.resolve(step(command.type));
      return isEdit(command) ? edit(command) : Promise.resolve(NO_STUDY);
    };
    const done = queue.then(work);
    queue = done;
    return done;
  };
  const tell: DraftStore["tell"] = (said) => {
    messages += 1;
    setState({ messages: [{ id: messages, ...said }] });
  };
  const say: StudyStore["say"] = (level, title, text = "") => tell({ level, title, text });

  return {
    getState,
    subscribe,
    attempt,
    say,
    tell,
    ask: { select: unanswered, sets: unanswered, scores: unanswered, history: unanswered, effects: unanswered },
    send: async (command) => {
      const refused = await attempt(command);
      if (refused) say("error", refused.title, refused.text);
      return refused === null;
    },
    hover: (hover) => {
      if (!sameHover(hover, getState().hover)) setState({ hover });
    },
    select: (change) => setState((s) => ({ selection: { ...s.selection, ...change } })),
    setView: (change) => setState((s) => ({ view: viewChanged(s.view, change) })),
    clearSelection: () => setState((s) => ({ selection: cleared(s.selection), messages: [] })),
    travel: () => undefined,
    branch: () => Promise.resolve(NO_STUDY),
    attemptIn: () => Promise.resolve(NO_STUDY),
    visit: () => undefined,
    setDark: (dark) => setState({ dark }),
    rename: (change) => put(change, ""),
    markSaved: ({ name, description, template }, version) => put({ saved: { name, description, template }, version }, ""),
    settled: async () => {
      for (let last: unknown; last !== queue; ) {
        last = queue;
        await queue;
      }
    },
  };
}

const NO_STUDY: Refused = {
  title: "Only in a study",
  text: "A template has no search to steer: here paths are added and removed.",
  field: null,
};

const unanswered = <Value>(): Promise<Answer<Value>> =>
  Promise.resolve({ ok: false, title: "No candidates yet", text: "A template has none before a study samples it.", field: null });

/** What an edit is called on the undo button. */
function wordsOf(command: Edit): string {
  if (command.type === "set_cell_nodes") return "set nodes";
  if (command.type === "set_operation_parameters") return "set parameters";
  return command.type.replaceAll("_", " ");
}
