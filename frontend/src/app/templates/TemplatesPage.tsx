import type { Catalogue, DatasetEntry, TemplateSummary } from "@schema";
import { useCallback, useEffect, useId, useState } from "react";
import { buildTemplate, deleteTemplate, getTemplates } from "../../net/http";
import { FileButton, useFiles } from "../files";
import { PageHead } from "../PageHead";
import { refusedBy } from "../questions";
import { go } from "../route";
import type { ThemeChoice } from "../theme";
import { allKept, forget, freshKey, keep } from "./drafts";
import { readTemplate } from "./importing";
import { BlankCard, DraftCard, TemplateCard } from "./TemplateCard";
import "./templates.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
}

/** Next to nothing, to be built up by dragging: one node that reads both of its cell's inputs. */
const BLANK = { cells: ["normal"], nodes: 1, operations: ["skip_connect"], inputs_per_node: [1, 2] };

/** Every template with its picture and what it fits, and the ways to one's own. */
export function TemplatesPage({ catalogue, theme }: Props) {
  const { templates, failure, reload, fail } = useTemplates();
  const [drafts, setDrafts] = useState(allKept);
  const [dataset, setDataset] = useState(catalogue.datasets.find((each) => each.available) ?? catalogue.datasets[0]);
  const importing = useFiles(async (file) => {
    await readTemplate(file);
    reload();
  }, fail);
  const operations = catalogue.operations.map((each) => each.id);
  const build = (id: string, parameters: object, name: string) => {
    if (!dataset) return;
    buildTemplate({ dataset: dataset.id, template: { id, parameters: { ...parameters } } }).then(({ template }) => {
      const key = freshKey();
      if (keep(key, { name, description: "", template, version: null })) go({ page: "template", template: key });
      else fail(new Error("This browser has no room for another draft; discard one first."));
    }, fail);
  };
  return (
    <div className="page">
      <PageHead theme={theme} here="templates" />
      <main className="start templates" {...importing.drop}>
        <div className="start-head">
          <h1>Templates</h1>
          <span className="spacer" />
          <For datasets={catalogue.datasets} chosen={dataset} choose={setDataset} />
          <FileButton words="Import JSON" accept="application/json,.json" busy={importing.busy} take={importing.take} />
        </div>
        <p className="note">
          A template is the large network that contains every candidate of a study. Build one from blank, from one of these, or from a
          study; a file that was exported can be dropped here.
        </p>
        {failure && (
          <p className="error" role="alert">
            {failure}
          </p>
        )}
        <ul className="cards" aria-label="Templates">
          <BlankCard dataset={dataset} start={() => build("cells", BLANK, "Untitled template")} />
          {drafts.map((draft) => (
            <DraftCard
              key={draft.key}
              draft={draft}
              discard={() => {
                forget(draft.key);
                setDrafts(allKept());
              }}
            />
          ))}
          {templates.map((template) => (
            <TemplateCard
              key={template.id}
              template={template}
              operations={operations}
              datasets={catalogue.datasets}
              copy={() => build(template.id, {}, `${template.name}, mine`)}
              remove={() => void deleteTemplate(template.id).then(reload, fail)}
            />
          ))}
        </ul>
      </main>
    </div>
  );
}

function useTemplates() {
  const [templates, setTemplates] = useState<readonly TemplateSummary[]>([]);
  const [failure, setFailure] = useState("");
  const fail = useCallback((error: unknown) => {
    const { title, text } = refusedBy(error);
    setFailure(error instanceof Error && error.name === "Error" ? error.message : `${title}: ${text}`);
  }, []);
  const reload = useCallback(() => {
    getTemplates().then((answer) => {
      setTemplates(answer);
      setFailure("");
    }, fail);
  }, [fail]);
  useEffect(reload, [reload]);
  return { templates, failure, reload, fail };
}

interface ForProps {
  readonly datasets: readonly DatasetEntry[];
  readonly chosen: DatasetEntry | undefined;
  readonly choose: (dataset: DatasetEntry | undefined) => void;
}

/** The data set for which a blank or built-in one is made. */
function For({ datasets, chosen, choose }: ForProps) {
  const id = useId();
  return (
    <>
      <label className="note" htmlFor={id}>
        New ones are for
      </label>
      <select id={id} className="input" value={chosen?.id} onChange={(event) => choose(datasets.find((each) => each.id === event.target.value))}>
        {datasets.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
    </>
  );
}
