/** Says that what is shown is the past, and leads through it, back to now, or another way from there. */
import { useEffect, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { isolated } from "../../core/people";
import { getEvent, getLastSeq, type Fact } from "../../net/http";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { BranchDialog } from "./BranchDialog";
import { Compare } from "./Compare";
import "./past.css";

export function PastBanner() {
  const moment = useStudy((s) => s.moment);
  return moment === null ? null : <Banner moment={moment} />;
}

function Banner({ moment }: { readonly moment: number }) {
  const { travel } = useActions();
  const study = useStudy((s) => s.studyId);
  const last = useLast(study, moment);
  const [shown, move] = useUnhurried(moment, travel);
  const words = useWords(study, moment);
  return (
    <section className="past" aria-label="The past">
      <Icon name="history" />
      <strong>After event {shown}</strong>
      <span className="note">of {last ?? "…"}</span>
      <Button look="plain" aria-label="Event before" why={shown > 1 ? "" : "This is the first event"} onClick={() => travel(moment - 1)}>
        ‹
      </Button>
      <input
        type="range"
        aria-label="Event"
        aria-valuetext={`event ${shown}: ${words}`}
        min={1}
        max={last ?? moment}
        value={shown}
        onChange={(event) => move(Number(event.target.value))}
      />
      <Button look="plain" aria-label="Event after" why={last === undefined ? "The last event is being looked up" : shown < last ? "" : "This is the last event"} onClick={() => travel(moment + 1)}>
        ›
      </Button>
      <span className="past-words" role="status" title={words}>
        {words}
      </span>
      <span className="spacer" />
      <Compare />
      <BranchDialog moment={moment} />
      <Button look="primary" onClick={() => travel(null)}>
        Back to now
      </Button>
    </section>
  );
}

/** The newest event; undefined until it is known. Asked for until it is answered once, since the past does not grow. */
function useLast(study: string, moment: number): number | undefined {
  const [last, setLast] = useState<number>();
  const known = last !== undefined;
  useEffect(() => {
    if (!known) getLastSeq(study).then(setLast, () => undefined);
  }, [study, moment, known]);
  return last === undefined ? undefined : Math.max(last, moment);
}

const PAUSE_MS = 150;

/** Where the slider stands, and how it moves: the study follows when it rests. */
function useUnhurried(moment: number, travel: (to: number) => void): readonly [number, (to: number) => void] {
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => {
      travel(wanted);
      setWanted(null);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, travel]);
  return [wanted ?? moment, setWanted];
}

/** What happened, by whom and when. */
function useWords(study: string, moment: number): string {
  const summary = useStudy((s) => s.records.interventions[moment]?.summary);
  const [event, setEvent] = useState<Fact | null>(null);
  useEffect(() => {
    let late = false;
    getEvent(study, moment).then(
      (found) => {
        if (!late) setEvent(found);
      },
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [study, moment]);
  if (event?.seq !== moment) return summary ?? "";
  const at = new Date(event.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return `${summary ?? plain(event.type)} · ${isolated(event.actor)} · ${at}`;
}

/** 'epoch_finished' as 'Epoch finished'. */
function plain(type: string): string {
  const words = type.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
