import { useState } from "react";
import { replaceTemplate, saveTemplate } from "../../net/http";
import { refusedBy } from "../questions";
import { go, goInstead } from "../route";
import { fileOf, forget, isNew, keep, type Content } from "./drafts";
import { isChanged, passOn, type DraftStore } from "./draftStore";

/**
 * Saving under the template's own id, or as a new one; a refusal is said in the editor. What is edited while it is on
 * its way is not saved, and goes on being said to be so.
 */
export function useSaving(store: DraftStore, key: string) {
  const [busy, setBusy] = useState(false);
  /** The id under which it is saved then; null where it was refused. */
  const send = async (as: string | null, content: Content): Promise<string | null> => {
    if (busy || content.name.trim() === "") return null;
    setBusy(true);
    try {
      const { id } = as === null ? await saveTemplate(fileOf(content)) : await replaceTemplate(as, fileOf(content));
      return id;
    } catch (error) {
      const { title, text } = refusedBy(error);
      store.say("error", title, text);
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
    if (unsaved) keep(id, unsaved);
    passOn(id, { ...draft, unsaved });
    forget(key);
  };
  const save = async (): Promise<string | null> => {
    const { draft } = store.getState();
    if (!isNew(key) && !isChanged(draft)) return key;
    const id = await send(isNew(key) ? null : key, draft);
    if (id === key) store.markSaved(draft);
    else if (id !== null) {
      await moveTo(id, draft);
      goInstead({ page: "template", template: id });
    }
    return id;
  };
  const saveCopy = async () => {
    const { draft } = store.getState();
    const name = `${draft.name.slice(0, 74)}, copy`;
    const id = await send(null, { ...draft, name });
    if (id === null) return;
    await moveTo(id, draft, name);
    go({ page: "template", template: id });
  };
  const start = async () => {
    const { draft } = store.getState();
    const id = await save();
    // What was edited meanwhile would not be in the study: it stays in sight, not saved.
    if (id !== null && isSame(store.getState().draft, draft)) go({ page: "new", template: id, ...fitting(store) });
  };
  return { busy, save, saveCopy, start };
}

const isSame = (a: Content, b: Content): boolean => a.name === b.name && a.description === b.description && a.template === b.template;

/** The data set to offer with the template: the first that it can read. */
function fitting(store: DraftStore): { dataset?: string } {
  const { draft, catalogue } = store.getState();
  const shape = String(draft.template.inputs[0]?.shape);
  const dataset = catalogue.datasets.find((each) => String(each.input.shape) === shape && each.output.classes === draft.template.outputs[0]?.classes);
  return dataset ? { dataset: dataset.id } : {};
}
