import type { Catalogue } from "@schema";
import { Button } from "../../parts/Button";
import { go } from "../route";
import { StudyPreview } from "./StudyPreview";
import type { NewStudyForm } from "./useNewStudy";

/** What will be made, and the way to make it or why it cannot be. */
export function NewStudySummary({ catalogue, form }: { readonly catalogue: Catalogue; readonly form: NewStudyForm }) {
  return (
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
  );
}

function whyNot({ draft, busy, errors, template, misbuilt }: NewStudyForm): string {
  if (busy) return "The study is being made.";
  if (draft.name.trim() === "") return "Give it a name first.";
  if (!template) return "No template fits this data set.";
  if (misbuilt) return "The template cannot be made so.";
  const [part] = Object.keys(errors);
  return part ? `Mend what is marked under ${part === "dataset" ? "data set" : part}.` : "";
}
