/** What is known of the chosen event: what came before it and after it, and the way to how the study was then. */
import type { Effect } from "@schema";
import { useEffect, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { effectCaveat, effectLines } from "../../core/effect";
import { theObjective } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import type { Happening } from "../../core/timeline";
import { Button } from "../../parts/Button";

interface Props {
  readonly event: Happening & { readonly seq: number };
  readonly close: () => void;
}

/** Iterations on each side of a decision. */
const SIDE = 3;

export function EventDetails({ event, close }: Props) {
  const { travel } = useActions();
  const moment = useStudy((s) => s.moment);
  const effect = useEffectOf(event.seq);
  return (
    <section className="timeline-details" aria-label="Chosen event">
      <p className="timeline-chosen">
        <b title={event.words}>{event.words}</b>
        <span className="spacer" />
        {moment !== event.seq && (
          <Button title="The study as it was just after this; from there it can be branched" onClick={() => travel(event.seq)}>
            See the study then
          </Button>
        )}
        <Button look="plain" icon="close" aria-label="Close chosen event" onClick={close} />
      </p>
      {effect && <EffectTable effect={effect} />}
    </section>
  );
}

/** The effect as far as iterations on both sides say one. */
function useEffectOf(seq: number): Effect | null {
  const { ask } = useActions();
  const iteration = useStudy((s) => theStudy(s.records)?.iteration);
  const moment = useStudy((s) => s.moment);
  const [found, setFound] = useState<readonly Effect[]>([]);
  useEffect(() => {
    let late = false;
    void ask.effects(seq, SIDE).then((answer) => {
      if (!late) setFound(answer.ok ? answer.value.effects : []);
    });
    return () => {
      late = true;
    };
  }, [ask, iteration, seq, moment]);
  return found.find((effect) => effect.seq === seq) ?? null;
}

function EffectTable({ effect }: { readonly effect: Effect }) {
  const objective = useStudy((s) => theObjective(s.records));
  return (
    <table className="timeline-effect">
      <caption className="note">{effectCaveat(effect)}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">before</th>
          <th scope="col">after</th>
          <th scope="col">difference</th>
        </tr>
      </thead>
      <tbody>
        {effectLines(effect, objective).map((line) => (
          <tr key={line.what}>
            <th scope="row">{line.what}</th>
            <td>{line.before}</td>
            <td>{line.after}</td>
            <td>{line.difference}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
