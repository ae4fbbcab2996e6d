import { useSyncExternalStore } from "react";
import { downloadText } from "../../parts/download";
import { Button } from "../../parts/Button";
import { fileOf } from "./drafts";
import { isChanged, type DraftStore } from "./draftStore";

interface Props {
  readonly store: DraftStore;
  readonly busy: boolean;
  readonly save: () => void;
  readonly saveCopy: () => void;
  readonly start: () => void;
}

/** The template's name, and what can be done with it as a whole. */
export function EditorBar({ store, busy, save, saveCopy, start }: Props) {
  const draft = useSyncExternalStore(store.subscribe, () => store.getState().draft);
  const { name, past, future, saved } = draft;
  const changed = isChanged(draft);
  const unnamed = name.trim() === "" ? "give it a name first" : busy ? "it is being saved" : "";
  return (
    <>
      <label className="editor-name">
        <span className="visually-hidden">Template name</span>
        <input className="input" required maxLength={80} value={name} onChange={(event) => store.rename({ name: event.target.value })} />
      </label>
      <span className="note" role="status">
        {changed ? (draft.isKept ? "not saved · kept in this browser" : "not saved · too large for this browser to keep") : "saved"}
      </span>
      <span className="bar-end">
        <Button icon="undo" aria-label="Undo" title={past.length > 0 ? `Undo ${past.at(-1)!.words}` : undefined} why={past.length > 0 ? "" : "nothing to undo"} onClick={() => void store.send({ type: "undo" })} />
        <Button icon="redo" aria-label="Redo" title={future.length > 0 ? `Redo ${future.at(-1)!.words}` : undefined} why={future.length > 0 ? "" : "nothing to redo"} onClick={() => void store.send({ type: "redo" })} />
        <Button onClick={() => downloadText(`${name.trim() || "template"}.json`, JSON.stringify(fileOf(draft), null, 2), "application/json")}>Export JSON</Button>
        {saved && (
          <Button why={unnamed} onClick={saveCopy}>
            Save as copy
          </Button>
        )}
        <Button why={unnamed || (changed ? "" : "nothing has changed since it was saved")} onClick={save}>
          Save
        </Button>
        <Button look="primary" why={unnamed} onClick={start}>
          {changed ? "Save and start a study" : "Start a study"}
        </Button>
      </span>
    </>
  );
}
