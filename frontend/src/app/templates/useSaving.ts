import { useState } from "react";
import { Refusal, replaceTemplate, saveTemplate } from "../../net/http";
import { refusedBy } from "../questions";
import { go, goInstead } from "../route";
import { fileOf, forget, isNew, keep, type Content } from "./drafts";
import { isChanged, passOn, type Draft, type DraftStore } from "./draftStore";

/** The status of a refusal to save over what somebody else saved meanwhile. */
const OVERTAKEN = 412;

/**
 * Saving under the template's own id, or as a new one; a refusal is said in the editor. What is edited while it is on
 * its way is not saved, and goes on being said to be so.
 */
export function useSaving(store: DraftStore, key: string) {
  const [busy, setBusy] = useState(false);
  /** What saving brings; null where it was refused. */
  const send = async <Saved>(content: Content, saving: () => Promise<Saved>): Promise<Saved | null> => {
    if (busy || content.name.trim() === "") return null;
    setBusy(true);
    try {
      return await saving();
    } catch (error) {
      const { title, text } = refusedBy(error);
      const overtaken = error instanceof Refusal && error.status === OVERTAKEN;
      store.tell({ level: "error", title, text, ...(overtaken && { action: { words: "Look again, without mine", run: () => lookAgain(key) } }) });
      return null;
    } finally {
      setBusy(false);
    }
  };
  /** From now on it is edited under the id that it was saved as; edits that were made meanwhile go with it. */
  const moveTo = async (id: string, sent: Content, name = sent.name) => {
    await store.settled();
    const { draft } = store.getState();
    const unsaved = isSame(draft, sent) ? null : { ...draft, name: draft.name === sent.name ? name : draft.name };
    if (unsaved) keep(id, { ...unsaved, version: null });
    passOn(id, { ...draft, unsaved });
    forget(key);
  };
  const saveNew = async (draft: Draft): Promise<string | null> => {
    const saved = await send(draft, () => saveTemplate(fileOf(draft)));
    if (!saved) return null;
    await moveTo(saved.id, draft);
    goInstead({ page: "template", template: saved.id });
    return saved.id;
  };
  const saveOver = async (draft: Draft): Promise<string | null> => {
    const saved = await send(draft, async () => ({ version: await replaceTemplate(key, fileOf(draft), draft.version) }));
    if (!saved) return null;
    store.markSaved(draft, saved.version);
    return key;
  };
  const save = async (): Promise<string | null> => {
    const { draft } = store.getState();
    if (!isNew(key) && !isChanged(draft)) return key;
    return isNew(key) ? saveNew(draft) : saveOver(draft);
  };
  const saveCopy = async () => {
    const { draft } = store.getState();
    const name = `${draft.name.slice(0, 74)}, copy`;
    const saved = await send(draft, () => saveTemplate(fileOf({ ...draft, name })));
    if (!saved) return;
    await moveTo(saved.id, draft, name);
    go({ page: "template", template: saved.id });
  };
  const start = async () => {
    const { draft } = store.getState();
    const id = await save();
    // What was edited meanwhile would not be in the study: it stays in sight, not saved.
    if (id !== null && isSame(store.getState().draft, draft)) go({ page: "new", template: id, ...fitting(store) });
  };
  return { busy, save, saveCopy, start };
}

/** What was edited here gives way to what is saved. */
function lookAgain(key: string): void {
  forget(key);
  location.reload();
}

const isSame = (a: Content, b: Content): boolean => a.name === b.name && a.description === b.description && a.template === b.template;

/** The data set to offer with the template: the first that it can read. */
function fitting(store: DraftStore): { dataset?: string } {
  const { draft, catalogue } = store.getState();
  const shape = String(draft.template.inputs[0]?.shape);
  const dataset = catalogue.datasets.find((each) => String(each.input.shape) === shape && each.output.classes === draft.template.outputs[0]?.classes);
  return dataset ? { dataset: dataset.id } : {};
}
