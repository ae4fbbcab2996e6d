import type { Catalogue } from "@schema";
import { useId, type ReactNode } from "react";
import { Brick } from "../../parts/Brick";
import { Button } from "../../parts/Button";
import { NumberInput } from "../../parts/NumberInput";
import { SchemaForm } from "../../parts/SchemaForm";
import { PageHead, To } from "../PageHead";
import { go } from "../route";
import type { ThemeChoice } from "../theme";
import { DatasetCards } from "./DatasetCards";
import { StudyPreview } from "./StudyPreview";
import { TemplateCards } from "./TemplateCards";
import { useNewStudy, type Part, type Start } from "./useNewStudy";
import "./newStudy.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
  /** What was chosen already on the way here. */
  readonly start: Start;
}

/** Everything that a study can be told at its start, generated from the catalogue; a name is all that it needs. */
export function NewStudy({ catalogue, theme, start }: Props) {
  const form = useNewStudy(catalogue, start);
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
    <div className="page">
      <PageHead theme={theme} here="new" />
      <main className="new-study-page">
        <form
          className="new-study"
          aria-label="New study"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
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
              <Seed initial={draft.seed} change={(seed) => change({ seed })} />
            </Section>
          </div>
          <aside className="new-study-summary" aria-label="What will be made">
            <StudyPreview catalogue={catalogue} dataset={form.dataset} template={form.preview} strategy={form.strategy} refused={form.misbuilt} />
            {form.failure && (
              <p className="error" role="alert">
                {form.failure.title}: {form.failure.message}
              </p>
            )}
            <div className="actions">
              <Button onClick={() => go(null)}>Cancel</Button>
              <Button type="submit" look="primary" why={whyNot(form)}>
                Create
              </Button>
            </div>
            <p className="note">{whyNot(form)}</p>
          </aside>
        </form>
      </main>
    </div>
  );
}

function whyNot({ draft, busy, errors, template, misbuilt }: ReturnType<typeof useNewStudy>): string {
  if (busy) return "The study is being made.";
  if (draft.name.trim() === "") return "Give it a name first.";
  if (!template) return "No template fits this data set.";
  if (misbuilt) return "The template cannot be made so.";
  const [part] = Object.keys(errors);
  return part ? `Mend what is marked under ${part === "dataset" ? "data set" : part}.` : "";
}

/** Operations as bricks, optimizers by their names. */
function optionOf(catalogue: Catalogue, field: string, option: string): ReactNode {
  if (field === "optimizer") return catalogue.optimizers.find((each) => each.id === option)?.name;
  const operation = catalogue.operations.find((each) => each.id === option);
  if (field !== "operations" || !operation) return undefined;
  return (
    <>
      <span className="option-brick">
        <Brick operation={operation.id} label={operation.short} />
      </span>
      {operation.name}
    </>
  );
}

function Section({ title, note = "", children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="new-study-section" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="note">{note}</span>
      </h2>
      <div className="new-study-part">{children}</div>
    </section>
  );
}

interface StrategyProps {
  readonly catalogue: Catalogue;
  readonly chosen: string;
  readonly choose: (strategy: string) => void;
}

function Strategy({ catalogue, chosen, choose }: StrategyProps) {
  const id = useId();
  return (
    <div className="schema-form">
      <div className="schema-row">
        <label className="schema-label" htmlFor={id}>
          Strategy
        </label>
        <select className="input" id={id} aria-describedby={`${id}-help`} value={chosen} onChange={(event) => choose(event.target.value)}>
          {catalogue.strategies.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <p className="schema-help" id={`${id}-help`}>
          {catalogue.strategies.find((each) => each.id === chosen)?.description}
        </p>
      </div>
    </div>
  );
}

function Seed({ initial, change }: { readonly initial: number; readonly change: (seed: number) => void }) {
  const id = useId();
  return (
    <div className="schema-form">
      <div className="schema-row">
        <label className="schema-label" htmlFor={id}>
          Seed
        </label>
        <NumberInput className="schema-number" id={id} aria-describedby={`${id}-help`} min={0} step={1} initial={initial} onNumber={change} />
        <p className="schema-help" id={`${id}-help`}>
          The same seed and settings give the same study again.
        </p>
      </div>
    </div>
  );
}
