import type { Catalogue } from "@schema";
import { useEffect } from "react";
import { StudyContext } from "../../core/context";
import { LegoView } from "../../views/lego/LegoView";
import { Palette } from "../../views/palette/Palette";
import { Properties } from "../../views/properties/Properties";
import { PageHead, To } from "../PageHead";
import type { ThemeChoice } from "../theme";
import type { DraftStore } from "./draftStore";
import { EditorBar } from "./EditorBar";
import { useEditorKeys } from "./EditorKeys";
import { EditorWords } from "./EditorWords";
import { useDraftStore } from "./useDraftStore";
import { useSaving } from "./useSaving";
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
