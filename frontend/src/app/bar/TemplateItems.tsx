import type { Template } from "@schema";
import { DropdownMenu } from "radix-ui";
import { useActions, useStudy } from "../../core/context";
import { shortId } from "../../core/names";
import { theStudy } from "../../core/selectors";
import { datedFile } from "../../core/tableCsv";
import { whole } from "../../core/words";
import { candidateTemplate, saveTemplate, studyTemplate } from "../../net/http";
import { downloadText } from "../../parts/download";
import { refusedBy } from "../questions";

const JSON_TYPE = "application/json";

/** The study's template, and one around the selected candidate: as a file that any study can begin with, or saved. */
export function TemplateItems({ candidate }: { readonly candidate: string | null }) {
  const { say } = useActions();
  const id = useStudy((s) => s.studyId);
  const name = useStudy((s) => theStudy(s.records)?.name ?? "");
  const around = candidate === null ? null : shortId(candidate);
  const guarded = async (work: Promise<unknown>) => {
    await work.catch((error: unknown) => {
      const { title, text } = refusedBy(error);
      say("error", title, text);
    });
  };
  const file = (title: string, template: Template) =>
    ({ format: "nas-navigator template", version: 1, name: title, description: `From the study ${name}.`, template }) as const;
  const download = async () => {
    downloadText(datedFile([name, "template"], new Date(), "json"), JSON.stringify(file(name, await studyTemplate(id)), null, 2), JSON_TYPE);
  };
  const save = async (title: string, template: Promise<Template>, more = "") => {
    const saved = await template;
    await saveTemplate(file(title, saved));
    say("info", `Saved the template ${title}`, `${whole(saved.paths.length)} paths${more}. New studies can begin with it.`);
  };
  return (
    <>
      <DropdownMenu.Item className="menu-item" onSelect={() => void guarded(download())}>
        Template
        <span className="note">JSON</span>
      </DropdownMenu.Item>
      <DropdownMenu.Item className="menu-item" onSelect={() => void guarded(save(name, studyTemplate(id)))}>
        Save as template
      </DropdownMenu.Item>
      {candidate !== null && around !== null && (
        <DropdownMenu.Item
          className="menu-item"
          onSelect={() => void guarded(save(`${name} ${around}`, candidateTemplate(id, candidate), ": those of the candidate and on each of its edges every other operation"))}
        >
          Save candidate {around} as template
          <span className="note">its edges, every operation</span>
        </DropdownMenu.Item>
      )}
    </>
  );
}
