/** The unattended twins of a decision: how to run them, how far they are, and what they say. */
import type { Command, InterventionRecord, TwinComparison, TwinRun } from "@schema";
import { useState } from "react";
import { studyAddress } from "../../core/addresses";
import { useActions, useStudy, type Refused as Reason } from "../../core/context";
import { theObjective } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { MOST_REPEATS, REPEATS, runText, TWIN, twinCaveat, twinLines, twinSentence } from "../../core/twins";
import { Button } from "../../parts/Button";
import { Explained } from "../../parts/Explained";
import { NumberInput } from "../../parts/NumberInput";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

interface Props {
  readonly decision: InterventionRecord;
  /** What the server says of its twins; null until it has, and while there are none. */
  readonly comparison: TwinComparison | null;
}

export function Twins({ decision, comparison }: Props) {
  return (
    <div className="timeline-twins">
      {comparison && comparison.compared > 0 && <Compared comparison={comparison} />}
      {decision.twins.length === 0 && <p className="note">{TWIN}</p>}
      {comparison && (
        <ul aria-label="Unattended twins">
          {comparison.twins.map((run) => (
            <Run key={run.study} run={run} />
          ))}
        </ul>
      )}
      <RunTwins decision={decision} />
    </div>
  );
}

function RunTwins({ decision: { seq, evaluations, twins } }: { readonly decision: InterventionRecord }) {
  const { run, refused, dismiss } = useAttempt();
  const [repeats, setRepeats] = useState(1);
  const made = useStudy((s) => theStudy(s.records)?.evaluations ?? 0);
  const past = useStudy((s) => s.moment !== null);
  const counts = Number.isInteger(repeats) && repeats >= 1 && repeats <= MOST_REPEATS;
  const why = past
    ? "Go back to now to run it"
    : made <= evaluations
      ? "Nothing was evaluated since: search some iterations first, so that there is something to compare with"
      : counts
        ? ""
        : `From 1 to ${MOST_REPEATS} twins at a time`;
  return (
    <form
      className="timeline-run-twin"
      onSubmit={(event) => {
        event.preventDefault();
        if (!why) void run({ type: "run_twin", at_seq: seq, repeats });
      }}
    >
      <Button type="submit" title={TWIN} why={why}>
        {twins.length === 0 ? "Run the unattended twin" : "Run another twin"}
      </Button>
      <Explained text={REPEATS}>repeats</Explained>
      <NumberInput aria-label="Repeats" min={1} max={MOST_REPEATS} initial={1} onNumber={setRepeats} />
      {why && <span className="note">{why}</span>}
      <Refused refused={refused} dismiss={dismiss} />
    </form>
  );
}

const DO: Partial<Record<TwinRun["state"], readonly [words: string, command: Command]>> = {
  queued: ["Cancel", { type: "stop" }],
  running: ["Cancel", { type: "stop" }],
  paused: ["Go on", { type: "resume" }],
};

/** One twin: how far it is, the way to it, and what can be done. */
function Run({ run }: { readonly run: TwinRun }) {
  const { attemptIn, visit } = useActions();
  const [refused, setRefused] = useState<Reason | null>(null);
  const able = DO[run.state];
  const words = `twin ${run.repeat + 1}`;
  return (
    <li data-state={run.state}>
      <span className="timeline-twin-state">
        {run.state === "missing" ? words : <TwinLink run={run} visit={visit} words={words} />}: {runText(run)}
        {run.state === "missing" && "; run another in its place"}
        {run.state === "stopped" && "; open it and search on to compare further"}
      </span>
      {(run.state === "queued" || run.state === "running") && (
        <progress value={run.made} max={Math.max(1, run.evaluations)} aria-label={`Progress of ${words}`} />
      )}
      {able && (
        <Button look="plain" aria-label={`${able[0]} ${words}`} onClick={() => void attemptIn(run.study, able[1]).then(setRefused)}>
          {able[0]}
        </Button>
      )}
      <Refused refused={refused} dismiss={() => setRefused(null)} />
    </li>
  );
}

interface LinkProps {
  readonly run: TwinRun;
  readonly words: string;
  readonly visit: (study: string) => void;
}

function TwinLink({ run: { study, name }, words, visit }: LinkProps) {
  return (
    <a
      href={studyAddress(study)}
      title={`Open “${name}”`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        visit(study);
      }}
    >
      {words}
    </a>
  );
}

function Compared({ comparison }: { readonly comparison: TwinComparison }) {
  const objective = useStudy((s) => theObjective(s.records));
  return (
    <>
      <p className="timeline-verdict">{twinSentence(comparison, objective)}</p>
      <table className="timeline-effect">
        <caption className="note">{twinCaveat(comparison)}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">with it</th>
            <th scope="col">without</th>
            <th scope="col">difference</th>
          </tr>
        </thead>
        <tbody>
          {twinLines(comparison, objective).map((line) => (
            <tr key={line.what}>
              <th scope="row">{line.what}</th>
              <td>{line.steered}</td>
              <td>{line.unattended}</td>
              <td>{line.difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
