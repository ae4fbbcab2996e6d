/** What the dots' height is, how many paths are selected, and what can be done with all of them at once. */
import type { Command, ScoresRecord } from "@schema";
import { counted } from "../../core/chartFormat";
import { definitionOf, PATH_MEASURES, type PathMeasure } from "../../core/chartPaths";
import { pathTable } from "../../core/chartPathsTable";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { csvOf, fileName } from "../../core/csv";
import { theObjective } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { offersFor } from "../../core/steering";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { downloadText } from "../../parts/download";
import { ViewMenu } from "../../parts/ViewMenu";

interface Props {
  readonly measure: PathMeasure;
  readonly onMeasure: (measure: PathMeasure) => void;
  readonly scores: ScoresRecord;
  readonly run: (command: Command) => Promise<boolean>;
}

export function InformationHead({ measure, onMeasure, scores, run }: Props) {
  const objective = useStudy((state) => theObjective(state.records));
  return (
    <div className="view-head">
      <div className="info-choices" role="group" aria-label="Height of the dots">
        {PATH_MEASURES.map((each) => (
          <Button
            key={each}
            look="plain"
            aria-pressed={measure === each}
            title={definitionOf(each, objective).text}
            onClick={() => onMeasure(each)}
          >
            {each}
          </Button>
        ))}
      </div>
      <span className="spacer" />
      <SelectionTools run={run} />
      <Export scores={scores} />
    </div>
  );
}

const NONE = "Select paths first: drag a box over dots, or click one";
const SAYS: Readonly<Record<string, string>> = {
  Remove: "The search never chooses these paths from now on; their weights are kept",
  Fix: "Every candidate contains these paths from now on",
};

function SelectionTools({ run }: Pick<Props, "run">) {
  const selected = useStudy((state) => state.selection.paths);
  const paths = useStudy((state) => state.records.paths);
  const offers = offersFor(selected, paths);
  return (
    <>
      <span className="info-count" role="status">
        {counted(selected.length, "path")} selected
      </span>
      {Object.entries(SAYS).map(([words, says]) => {
        const offer = offers.find((each) => each.words === words);
        const why = offer ? "" : selected.length === 0 ? NONE : `None of the selected paths can be ${words === "Fix" ? "fixed: they are removed or fixed already" : "removed: they are removed already"}`;
        return (
          <EditButton key={words} why={why} title={says} onClick={() => offer && void run(offer.command)}>
            {words}
          </EditButton>
        );
      })}
    </>
  );
}

function Export({ scores }: Pick<Props, "scores">) {
  const stateNow = useStateNow();
  const { say } = useActions();
  const save = () => {
    const { records, catalogue } = stateNow();
    const name = fileName([theStudy(records)?.name ?? "", "paths", `iteration ${scores.iteration + 1}`], "csv");
    downloadText(name, csvOf(pathTable(scores, records, catalogue.operations)));
    say("info", `Saved ${name}`);
  };
  return <ViewMenu of="Candidate information" items={[{ words: "Save as CSV", note: `iteration ${scores.iteration + 1}`, run: save }]} />;
}
