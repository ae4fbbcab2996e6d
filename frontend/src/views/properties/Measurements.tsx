import type { EvaluationRecord, RunRecord } from "@schema";
import { withInterval } from "../../core/chartFormat";
import { evaluationsByCandidate } from "../../core/comparison";
import { useActions, useStudy } from "../../core/context";
import { comparableRuns, testAccuracyOf } from "../../core/finalNetworks";
import { capital, objectiveOf, theObjective, valueText } from "../../core/objective";
import { Button } from "../../parts/Button";

const SOURCES: Readonly<Record<EvaluationRecord["source"], string>> = {
  supernet: "template",
  own: "own weights",
  table: "table",
  prediction: "predicted",
};

/** A candidate's measurements by version of the template's weights, and the networks that were trained from it. */
export function Measurements({ id }: { readonly id: string }) {
  const { setView } = useActions();
  const evaluations = useStudy((s) => evaluationsByCandidate(s.records.evaluations).get(id));
  const runs = useStudy((s) => comparableRuns(s.records.runs));
  const searched = useStudy((s) => theObjective(s.records).id);
  const measured = [...new Set([searched, "accuracy", "loss"])].filter((name) => evaluations?.some(({ objectives }) => name in objectives));
  const mine = runs.filter(({ run }) => run.candidate === id);
  return (
    <>
      {evaluations && (
        <table className="property-table">
          <caption>Evaluations</caption>
          <thead>
            <tr>
              <th scope="col" title="The version of the template’s weights">weights</th>
              <th scope="col" title="Where the numbers come from: the template’s shared weights, weights of its own, a table or a prediction">source</th>
              {measured.map((name) => (
                <th key={name} scope="col" title={capital(objectiveOf(name).measured)}>
                  {objectiveOf(name).label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {evaluations.map((each) => (
              <tr key={`${each.weights} ${each.source}`}>
                <th scope="row">v{each.weights}</th>
                <td>{SOURCES[each.source]}</td>
                {measured.map((name) => (
                  <td key={name}>{valueText({ ...objectiveOf(name), unit: "" }, each.objectives[name])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {mine.length > 0 && (
        <table className="property-table">
          <caption>
            Final networks
            <Button look="plain" onClick={() => setView({ "final.open": "yes" })}>
              Compare
            </Button>
          </caption>
          <thead>
            <tr>
              <th scope="col">epochs</th>
              <th scope="col">weights</th>
              <th scope="col" title="Measured once on the test set, with its 95 % interval">test accuracy</th>
            </tr>
          </thead>
          <tbody>
            {mine.map(({ id: run, run: record }) => (
              <tr key={run}>
                <td>{record.epochs}</td>
                <td>{record.initial}</td>
                <td>{tested(record)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function tested(run: RunRecord): string {
  const accuracy = testAccuracyOf(run);
  return accuracy ? withInterval(accuracy.value, accuracy.low, accuracy.high) : run.state;
}
