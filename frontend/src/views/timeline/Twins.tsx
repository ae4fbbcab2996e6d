/** The unattended twins of a decision: how to run them, how far they are, and what they say. */
import type { Command, InterventionRecord, Standing, TwinComparison, TwinRun } from "@schema";
import { useState } from "react";
import { studyAddress } from "../../core/addresses";
import { useActions, useStudy, type Refused as Reason } from "../../core/context";
import { isUnused, standingText } from "../../core/effect";
import { capital, theObjective } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { MOST_REPEATS, repeatsMean, runText, TWIN, twinCaveat, twinLines, twinSentence } from "../../core/twins";
import { Button } from "../../parts/Button";
import { useHeldField } from "../../parts/EditButton";
import { Explained } from "../../parts/Explained";
import { NumberInput } from "../../parts/NumberInput";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import type { Asked } from "./useEffects";

interface Props {
  readonly decision: InterventionRecord;
  readonly asked: Asked;
}

export function Twins({ decision, asked: { effects, again } }: Props) {
  const comparison = effects?.twins.find(({ seq }) => seq === decision.seq) ?? null;
  const standing = effects?.standings.find(({ seq }) => seq === decision.seq);
  return (
    <div className="timeline-twins">
      {comparison && effects && comparison.compared > 0 && (
        <Compared comparison={comparison} least={effects.least_twins} standing={standing} />
      )}
      {decision.twins.length === 0 && <p className="note">{TWIN}</p>}
      {comparison && (
        <ul aria-label="Unattended twins">
          {comparison.twins.map((run) => (
            <Run key={run.study} run={run} again={again} />
          ))}
        </ul>
      )}
      <RunTwins decision={decision} least={effects?.least_twins ?? null} standing={standing} />
    </div>
  );
}

interface RunTwinsProps {
  readonly decision: InterventionRecord;
  /** How many twins an interval takes; null until it is known. */
  readonly least: number | null;
  /** When it was in force, where it was undone. */
  readonly standing: Standing | undefined;
}

function RunTwins({ decision: { seq, evaluations, twins }, least, standing }: RunTwinsProps) {
  const { run, refused, dismiss } = useAttempt();
  const held = useHeldField();
  const [repeats, setRepeats] = useState(1);
  const made = useStudy((s) => theStudy(s.records)?.evaluations ?? 0);
  const past = useStudy((s) => s.moment !== null);
  const counts = Number.isInteger(repeats) && repeats >= 1 && repeats <= MOST_REPEATS;
  const why = past
    ? "Go back to now to run it"
    : standing && isUnused(standing)
      ? capital(standingText(standing))
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
      <Explained text={repeatsMean(least)}>repeats</Explained>
      <NumberInput aria-label="Repeats" min={1} max={MOST_REPEATS} initial={1} onNumber={setRepeats} {...held} />
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

interface RunProps {
  readonly run: TwinRun;
  readonly again: () => void;
}

/** One twin: how far it is, the way to it, and what can be done. */
function Run({ run, again }: RunProps) {
  const objective = useStudy((s) => theObjective(s.records));
  const { attemptIn, visit } = useActions();
  const [told, tell] = useState<{ readonly of: TwinRun["state"]; readonly refused: Reason | null } | null>(null);
  // What was asked of it, or refused, is of the state that it was in then.
  const answer = told?.of === run.state ? told : null;
  const able = DO[run.state];
  const words = `twin ${run.repeat + 1}`;
  const press = async (command: Command) => {
    tell({ of: run.state, refused: null });
    const refused = await attemptIn(run.study, command);
    tell({ of: run.state, refused });
    again();
  };
  return (
    <li data-state={run.state}>
      <span className="timeline-twin-state">
        {run.name === null ? words : <TwinLink run={run} visit={visit} words={words} />}: {runText(run, objective)}
        {run.state === "missing" && "; run another in its place"}
        {run.state === "stopped" && "; open it and search on to compare further"}
      </span>
      {(run.state === "queued" || run.state === "running") && (
        <progress value={run.made} max={Math.max(1, run.evaluations)} aria-label={`Progress of ${words}`} />
      )}
      {able && (
        <Button
          look="plain"
          aria-label={`${able[0]} ${words}`}
          why={answer !== null && answer.refused === null ? "It was asked to, and does when what it evaluates now is done" : ""}
          onClick={() => void press(able[1])}
        >
          {able[0]}
        </Button>
      )}
      <Refused refused={answer?.refused ?? null} dismiss={() => tell(null)} />
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

interface ComparedProps {
  readonly comparison: TwinComparison;
  readonly least: number;
  readonly standing: Standing | undefined;
}

function Compared({ comparison, least, standing }: ComparedProps) {
  const objective = useStudy((s) => theObjective(s.records));
  return (
    <>
      <p className="timeline-verdict">{twinSentence(comparison, objective)}</p>
      <table className="timeline-effect">
        <caption className="note">{twinCaveat(comparison, least, standing)}</caption>
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
