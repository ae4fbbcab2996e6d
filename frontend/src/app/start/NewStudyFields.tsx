import type { Catalogue } from "@schema";
import { SchemaForm } from "../../parts/SchemaForm";
import { To } from "../PageHead";
import { DatasetCards } from "./DatasetCards";
import { optionOf, Section, Seed, Strategy } from "./fields";
import { TemplateCards } from "./TemplateCards";
import type { NewStudyForm, Part } from "./useNewStudy";

interface Props {
  readonly catalogue: Catalogue;
  readonly form: NewStudyForm;
}

/** What can be entered, most of it generated from the catalogue. */
export function NewStudyFields({ catalogue, form }: Props) {
  const { draft, change, template } = form;
  const others = form.templates.length - form.fitting.length;
  const generated = (part: Part, more?: string, key = part as string) => (
    <SchemaForm
      key={key}
      fields={form.fields[part]}
      values={draft.values[part]}
      change={(values) => form.enter(part, values)}
      errors={form.errors[part] ?? {}}
      option={(field, option) => optionOf(catalogue, field, option)}
      {...(more !== undefined && { more })}
    />
  );
  return (
    <div className="new-study-fields">
      <h1>New study</h1>
      <label className="study-name">
        <span>Name</span>
        <input className="input" required maxLength={80} autoFocus value={draft.name} onChange={(event) => change({ name: event.target.value })} />
      </label>
      <Section title="Data set">
        <DatasetCards datasets={catalogue.datasets} chosen={draft.dataset} choose={(dataset) => change({ dataset, values: { ...draft.values, dataset: {} } })} />
        {generated("dataset", "Less data, another split", `dataset ${draft.dataset}`)}
      </Section>
      <Section title="Template" note="the large network that contains every candidate">
        <TemplateCards catalogue={catalogue} templates={form.fitting} chosen={template?.id ?? ""} choose={(id) => change({ template: id })} />
        {others > 0 && (
          <p className="note">
            {others} more {others === 1 ? "does" : "do"} not fit this data set: see the <To place={{ page: "templates" }}>templates</To>.
          </p>
        )}
        {template?.saved ? <p className="note">It is used as it was saved; to change it, <To place={{ page: "template", template: template.id }}>open it</To>.</p> : generated("template", undefined, `template ${template?.id ?? ""}`)}
      </Section>
      <Section title="Training" note="of the template, and of final networks">
        {generated("training")}
      </Section>
      <Section title="Search" note="how candidates are proposed">
        <Strategy catalogue={catalogue} chosen={draft.strategy} choose={(strategy) => change({ strategy, values: { ...draft.values, search: {} } })} />
        {generated("search", undefined, `search ${draft.strategy}`)}
        <Seed initial={draft.seed} error={form.errors.search?.seed} change={(seed) => change({ seed })} />
      </Section>
    </div>
  );
}
