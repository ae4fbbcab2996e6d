import { withInterval } from "../../core/chartFormat";
import { useActions } from "../../core/context";
import { networkName, testAccuracyOf, type Network, type Verdict } from "../../core/finalNetworks";
import { duration } from "../../core/chartFormat";
import type { Range } from "../../core/scales";
import { whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { IntervalAxis, IntervalPlot } from "./IntervalPlot";
import { Swatch } from "./Swatch";

interface Props {
  readonly networks: readonly Network[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly range: Range | null;
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  best: "best",
  "not told apart": "not told apart at 95 %",
  worse: "below the best",
};

/** One line a network: how it was trained, its test accuracy with its interval, its size. */
export function RunsTable({ networks, verdicts, range }: Props) {
  return (
    <div className="final-scroll">
      <table className="final-runs">
        <thead>
          <tr>
            <th scope="col">network</th>
            <th scope="col">epochs</th>
            <th scope="col" title="Weights at the start: from scratch, or inherited from the template">weights</th>
            <th scope="col" title="Measured once on the test set, with its 95 % interval">test accuracy</th>
            <th scope="col">{range ? <IntervalAxis range={range} /> : "interval"}</th>
            <th scope="col" title="Intervals that overlap that of the best do not tell the two apart">beside the best</th>
            <th scope="col">parameters</th>
            <th scope="col" title="Multiplications and additions for one image">multiply-adds</th>
            <th scope="col" title="Of training, hours, minutes and seconds">time</th>
          </tr>
        </thead>
        <tbody>
          {networks.map((network, index) => (
            <Row key={network.id} network={network} index={index} networks={networks} verdict={verdicts.get(network.id)} range={range} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly network: Network;
  readonly index: number;
  readonly networks: readonly Network[];
  readonly verdict: Verdict | undefined;
  readonly range: Range | null;
}

function Row({ network, index, networks, verdict, range }: RowProps) {
  const { select } = useActions();
  const { run } = network;
  const accuracy = testAccuracyOf(run);
  const { parameters, madds, seconds } = run.metrics;
  const name = networkName(network, networks);
  const candidate = run.candidate;
  return (
    <tr>
      <th scope="row">
        <Swatch index={index} />
        {candidate === null ? name : (
          <Button look="plain" title="Selects its candidate" onClick={() => select({ candidates: [candidate], secondCandidate: null })}>
            {name}
          </Button>
        )}
      </th>
      <td>{run.epochs}</td>
      <td>{run.initial ?? "–"}</td>
      <td>{accuracy ? withInterval(accuracy.value, accuracy.low, accuracy.high) : run.state}</td>
      <td>{accuracy && range && <IntervalPlot estimate={accuracy} range={range} index={index} />}</td>
      <td>{verdict ? VERDICTS[verdict] : "–"}</td>
      <td>{parameters == null ? "–" : whole(parameters)}</td>
      <td>{madds == null ? "–" : whole(madds)}</td>
      <td>{seconds == null ? "–" : duration(seconds)}</td>
    </tr>
  );
}
