/** What is known of the chosen event: what came before it and after it, and the way to how the study was then. */
import type { Effect, Standing } from "@schema";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { effectCaveat, effectLines, isUnused, standingText } from "../../core/effect";
import { capital, theObjective } from "../../core/objective";
import type { Happening } from "../../core/timeline";
import { Button } from "../../parts/Button";
import { Twins } from "./Twins";
import type { Asked } from "./useEffects";

interface Props {
  readonly event: Happening & { readonly seq: number };
  /** What the server says of it. */
  readonly asked: Asked;
  readonly close: () => void;
}

const PARTS = ["before and after", "unattended twin"] as const;

export function EventDetails({ event, asked, close }: Props) {
  const { travel } = useActions();
  const moment = useStudy((s) => s.moment);
  const record = useStudy((s) => s.records.interventions[event.seq]);
  const effect = asked.effects?.effects.find(({ seq }) => seq === event.seq);
  const standing = asked.effects?.standings.find(({ seq }) => seq === event.seq);
  const [chosen, choose] = useState<(typeof PARTS)[number] | null>(null);
  const able = record?.steers ?? false;
  const part = chosen ?? (able && (record?.twins.length ?? 0) > 0 ? "unattended twin" : "before and after");
  return (
    <section className="timeline-details" aria-label="Chosen event">
      <p className="timeline-chosen">
        <b title={event.words}>
          Event {event.seq}: {event.words}
        </b>
        <span className="spacer" />
        {moment !== event.seq && (
          <Button title="The study as it was just after this; from there it can be branched" onClick={() => travel(event.seq)}>
            See the study then
          </Button>
        )}
        <Button look="plain" icon="close" aria-label="Close chosen event" onClick={close} />
      </p>
      {able && (
        <div className="timeline-shown" role="group" aria-label="What it was worth">
          {PARTS.map((each) => (
            <Button key={each} look="plain" aria-pressed={part === each} onClick={() => choose(each)}>
              {each}
            </Button>
          ))}
        </div>
      )}
      {able && moment !== null && asked.effects && <p className="note">Of the study as it is now, not as it was then.</p>}
      {standing && <p className="note">{capital(standingText(standing))}.</p>}
      {record && able && part === "unattended twin" ? <Twins decision={record} asked={asked} /> : <BeforeAfter able={able && asked.effects !== null} effect={effect} standing={standing} />}
    </section>
  );
}

interface ComparedProps {
  readonly effect: Effect;
  /** When the decision was in force, where it was undone. */
  readonly standing: Standing | undefined;
}

interface BeforeAfterProps {
  readonly able: boolean;
  readonly effect: Effect | undefined;
  readonly standing: Standing | undefined;
}

function BeforeAfter({ able, effect, standing }: BeforeAfterProps) {
  if (effect) return <EffectTable effect={effect} standing={standing} />;
  if (!able || (standing && isUnused(standing))) return null;
  return <p className="note">Nothing to compare yet: it takes an iteration before the event and one after it.</p>;
}

function EffectTable({ effect, standing }: ComparedProps) {
  const objective = useStudy((s) => theObjective(s.records));
  return (
    <table className="timeline-effect">
      <caption className="note">{effectCaveat(effect, standing)}</caption>
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
