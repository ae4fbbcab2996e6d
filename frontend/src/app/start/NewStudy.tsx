import type { Catalogue } from "@schema";
import { PageHead } from "../PageHead";
import type { ThemeChoice } from "../theme";
import { NewStudyFields } from "./NewStudyFields";
import { NewStudySummary } from "./NewStudySummary";
import { useNewStudy, type Start } from "./useNewStudy";
import "./newStudy.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly theme: ThemeChoice;
  /** What was chosen already on the way here. */
  readonly start: Start;
}

/** Everything that a study can be told at its start; a name is all that it needs. */
export function NewStudy({ catalogue, theme, start }: Props) {
  const form = useNewStudy(catalogue, start);
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
          <NewStudyFields catalogue={catalogue} form={form} />
          <NewStudySummary catalogue={catalogue} form={form} />
        </form>
      </main>
    </div>
  );
}
