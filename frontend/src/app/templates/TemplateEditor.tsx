import type { Catalogue } from "@schema";
import { useEffect, useState, useSyncExternalStore } from "react";
import { counted } from "../../core/chartFormat";
import { StudyContext } from "../../core/context";
import { getTemplate, replaceTemplate, saveTemplate } from "../../net/http";
import { LegoView } from "../../views/lego/LegoView";
import { Palette } from "../../views/palette/Palette";
import { Properties } from "../../views/properties/Properties";
import { PageHead, To } from "../PageHead";
import { refusedBy } from "../questions";
import { go, goInstead } from "../route";
import type { ThemeChoice } from "../theme";
import { forget, fileOf, isNew, kept } from "./drafts";
import { createDraftStore, handOver, isChanged, type DraftStore } from "./draftStore";
import { EditorBar } from "./EditorBar";
import { useEditorKeys } from "./EditorKeys";
import "./templates.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
  /** The id of a saved template, or the key of a draft. */
  readonly template: string;
}

/** A template of one's own, built with the views that a study has. */
export function TemplateEditor({ catalogue, theme, template }: Props) {
  const { store, failure } = useDraftStore(template, catalogue, theme.dark);
  useEffect(() => store?.setDark(theme.dark), [store, theme.dark]);
  if (store) return <Editor store={store} catalogue={catalogue} theme={theme} template={template} />;
  return (
    <div className="page">
      <PageHead theme={theme} here="template" />
      <main className="empty gone" role={failure ? "alert" : undefined}>
        <p>{failure || "The template is on its way …"}</p>
        {failure && (
          <p>
            <To className="button" place={{ page: "templates" }}>
              All templates
            </To>
          </p>
        )}
      </main>
    </div>
  );
}

/** What this browser kept of it comes before what the server has. */
function useDraftStore(key: string, catalogue: Catalogue, dark: boolean) {
  const [store, setStore] = useState<DraftStore | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let current = true;
    const opened = async () => {
      const mine = kept(key);
      if (isNew(key) && !mine) throw new Error("This draft is not in this browser; it may have been saved or discarded.");
      const saved = isNew(key) ? null : await getTemplate(key);
      const content = mine ?? saved;
      if (current && content) setStore(createDraftStore({ key, content, saved, catalogue, dark }));
    };
    opened().catch((error: unknown) => current && setFailure(error instanceof Error ? error.message : String(error)));
    return () => {
      current = false;
    };
    // The store is made once: that it is dark is told to it whenever it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, catalogue]);
  return { store, failure };
}

function Editor({ store, catalogue, theme, template: key }: Props & { readonly store: DraftStore }) {
  const { busy, save, saveCopy, start } = useSaving(store, key);
  useEditorKeys(store, () => void save());
  return (
    <StudyContext value={store}>
      <div className="page">
        <PageHead theme={theme} here="template">
          <EditorBar store={store} busy={busy} save={() => void save()} saveCopy={() => void saveCopy()} start={() => void start()} />
        </PageHead>
        <main className="editor">
          <h1 className="visually-hidden">Template</h1>
          <EditorWords store={store} catalogue={catalogue} />
          <div className="editor-side">
            <h2>Palette</h2>
            <Palette />
            <h2>Properties</h2>
            <Properties />
          </div>
          <LegoView />
        </main>
      </div>
    </StudyContext>
  );
}

/** One line on what the template is, and why the last edit was refused. */
function EditorWords({ store, catalogue }: { readonly store: DraftStore; readonly catalogue: Catalogue }) {
  const { template, saved } = useSyncExternalStore(store.subscribe, () => store.getState().draft);
  const message = useSyncExternalStore(store.subscribe, () => store.getState().messages.at(-1));
  const said = useSyncExternalStore(store.subscribe, () => store.getState().lastEvent);
  const shape = template.inputs.map((input) => input.shape.join("×")).join(", ");
  const classes = template.outputs[0]?.classes ?? 0;
  const fits = catalogue.datasets.filter((each) => each.input.shape.join("×") === shape && each.output.classes === classes);
  return (
    <div className="editor-words">
      <span>
        {counted(template.cells.length, "cell")} · {counted(template.paths.length, "path")} · {counted(template.channels, "channel")} · reads {shape}, tells {classes} classes apart
        {fits.length > 0 && ` · fits ${fits.map((each) => each.name).join(", ")}`}
        {saved === null && " · drag operations, nodes and cells from the palette on to the template"}
      </span>
      {message && (
        <span className={message.level === "error" ? "error" : undefined} role={message.level === "error" ? "alert" : "status"}>
          {message.title}
          {message.text && `: ${message.text}`}
        </span>
      )}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  );
}

/** Saving under the template's own id, or as a new one; a refusal is said in the editor. */
function useSaving(store: DraftStore, key: string) {
  const [busy, setBusy] = useState(false);
  /** The id under which it is saved then; null where it was refused. */
  const saved = async (as: string | null): Promise<string | null> => {
    const { draft } = store.getState();
    if (busy || draft.name.trim() === "") return null;
    setBusy(true);
    try {
      const { id } = as === null ? await saveTemplate(fileOf(draft)) : await replaceTemplate(as, fileOf(draft));
      forget(key);
      store.markSaved(draft);
      return id;
    } catch (error) {
      const { title, text } = refusedBy(error);
      store.say("error", title, text);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const mine = isNew(key) ? null : key;
  const save = async () => {
    if (!isChanged(store.getState().draft)) return mine;
    const id = await saved(mine);
    if (id !== null && id !== key) {
      handOver(id, store.getState().draft);
      goInstead({ page: "template", template: id });
    }
    return id;
  };
  const saveCopy = async () => {
    const { name } = store.getState().draft;
    store.rename({ name: `${name.slice(0, 74)}, copy` });
    const id = await saved(null);
    if (id === null) store.rename({ name });
    else go({ page: "template", template: id });
  };
  const start = async () => {
    const id = await save();
    if (id !== null) go({ page: "new", template: id, ...fitting(store) });
  };
  return { busy, save, saveCopy, start };
}

/** The data set to offer with the template: the first that it can read. */
function fitting(store: DraftStore): { dataset?: string } {
  const { draft, catalogue } = store.getState();
  const shape = String(draft.template.inputs[0]?.shape);
  const dataset = catalogue.datasets.find((each) => String(each.input.shape) === shape && each.output.classes === draft.template.outputs[0]?.classes);
  return dataset ? { dataset: dataset.id } : {};
}
