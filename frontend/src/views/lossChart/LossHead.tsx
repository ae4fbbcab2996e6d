/** What the chart shows, how its height is scaled, and what training is at. */
import { LOSS_MEASURES, type Measure } from "../../core/chartLoss";
import type { LossScale } from "../../core/chartLossRange";
import { lossTable } from "../../core/chartLossTable";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { csvOf, fileName } from "../../core/csv";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { downloadText } from "../../parts/download";
import { ViewMenu } from "../../parts/ViewMenu";
import { MEANINGS } from "./meanings";

interface Props {
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure) => void;
  readonly scale: LossScale;
  readonly onScale: (scale: LossScale) => void;
}

export function LossHead({ measure, onMeasure, scale, onScale }: Props) {
  const logarithmic = scale === "log";
  const why = measure === "accuracy" ? "An accuracy is a share: its axis stays linear" : "";
  return (
    <div className="view-head">
      <div className="loss-measures" role="group" aria-label="What the chart shows">
        {LOSS_MEASURES.map((each) => (
          <Button
            key={each}
            look="plain"
            aria-pressed={measure === each}
            title={MEANINGS[each]}
            onClick={() => onMeasure(each)}
          >
            {each}
          </Button>
        ))}
      </div>
      <Button
        look="plain"
        aria-pressed={logarithmic}
        why={why}
        title="Logarithmic height: equal steps are equal factors"
        onClick={() => onScale(logarithmic ? "linear" : "log")}
      >
        log
      </Button>
      <span className="spacer" />
      <Export />
    </div>
  );
}

function Export() {
  const stateNow = useStateNow();
  const { say, setView } = useActions();
  const finals = useStudy((state) => Object.values(state.records.runs).some((run) => run.purpose === "final"));
  const save = () => {
    const { records } = stateNow();
    const name = fileName([theStudy(records)?.name ?? "", "epochs"], "csv");
    downloadText(name, csvOf(lossTable(records)));
    say("info", `Saved ${name}`);
  };
  const compare = { words: "Compare final networks", run: () => setView({ "final.open": "yes" }) };
  return <ViewMenu of="Loss chart" items={[{ words: "Save as CSV", run: save }, ...(finals ? [compare] : [])]} />;
}
