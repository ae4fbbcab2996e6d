/** View H: how the best grew, with everything that people did and what came of it, as a chart and as a list. */
import { useMemo, useState } from "react";
import { useActions, useStateNow, useStudy, useViewState } from "../../core/context";
import { csvOf, fileName } from "../../core/csv";
import { theStudy } from "../../core/selectors";
import { drawnTwins, type Drawn } from "../../core/twins";
import { courseOf, courseTable, happenings, timelineTable, type Happening } from "../../core/timeline";
import { Button } from "../../parts/Button";
import { downloadText } from "../../parts/download";
import { ViewMenu } from "../../parts/ViewMenu";
import { EventDetails } from "./EventDetails";
import { EventList } from "./EventList";
import { TimelineChart } from "./TimelineChart";
import { useEffects, type Asked } from "./useEffects";
import "./timeline.css";

const SHOWN = ["both", "chart", "list"] as const;
type Shown = (typeof SHOWN)[number];

export function Timeline() {
  const { course, events } = useEvents();
  const [shown, show] = useViewState<Shown>("timeline.show", "both", SHOWN);
  const [pointed, setPointed] = useState<string | null>(null);
  // In the address, so that it is still chosen after a way to a twin and back.
  const [chosen, setChosen] = useViewState<string>("timeline.event", "");
  const actions = useActions();
  const stateNow = useStateNow();
  const point = (event: Happening | null) => {
    setPointed(event?.key ?? null);
    if (event && event.touched.paths.length > 0) {
      actions.hover({ kind: "path", ids: event.touched.paths, source: "timeline" });
    } else if (event && event.touched.candidates.length > 0) {
      actions.hover({ kind: "candidate", ids: event.touched.candidates, source: "timeline" });
    } else if (stateNow().hover?.source === "timeline") actions.hover(null);
  };
  const choose = ({ seq, touched: { paths, candidates } }: Happening) => {
    const { records } = stateNow();
    setChosen(seq === null ? "" : String(seq));
    if (paths.length > 0) actions.select({ paths: paths.filter((id) => id in records.paths) });
    else if (candidates.length > 0) {
      actions.select({ candidates: candidates.filter((id) => id in records.candidates), secondCandidate: null });
    }
  };
  const event = events.find(({ seq }) => seq !== null && String(seq) === chosen);
  const asked = useEffects(event?.seq ?? null);
  const drawn = useDrawn(event?.seq ?? null, asked.effects);
  const linked = { events, pointed, chosen: event?.key ?? null, onPoint: point, onChoose: choose };
  return (
    <section className="view timeline-view" aria-label="Timeline">
      <div className="view-head">
        <div className="timeline-shown" role="group" aria-label="Timeline as">
          {SHOWN.map((each) => (
            <Button key={each} look="plain" aria-pressed={shown === each} onClick={() => show(each)}>
              {each}
            </Button>
          ))}
        </div>
        <span className="spacer" />
        <Export events={events} />
      </div>
      <div className="timeline-body" data-shown={shown} data-chosen={event?.seq ? true : undefined}>
        {shown !== "list" && <TimelineChart course={course} compared={drawn} {...linked} />}
        {shown !== "chart" && <EventList {...linked} />}
      </div>
      {event && event.seq !== null && <EventDetails key={event.seq} event={{ ...event, seq: event.seq }} asked={asked} close={() => setChosen("")} />}
    </section>
  );
}

/** The comparison with twins that the chart shows: of the chosen event, or else of the newest one that has twins. */
function useDrawn(chosen: number | null, ofChosen: Asked["effects"]): Drawn | null {
  const interventions = useStudy((state) => state.records.interventions);
  const newest = useMemo(() => Object.values(interventions).findLast((each) => each.twins.length > 0)?.seq ?? null, [interventions]);
  const hasTwins = chosen !== null && (interventions[chosen]?.twins.length ?? 0) > 0;
  const { effects: others } = useEffects(hasTwins ? null : newest);
  const comparison = (hasTwins ? ofChosen : others)?.twins[0];
  return useMemo(() => {
    const from = comparison && interventions[comparison.seq]?.evaluations;
    return from === undefined ? null : drawnTwins(comparison!, from);
  }, [comparison, interventions]);
}

/** Made anew only where one of the collections changes that it follows from. */
function useEvents() {
  const study = useStudy((state) => state.records.study);
  const evaluations = useStudy((state) => state.records.evaluations);
  const candidates = useStudy((state) => state.records.candidates);
  const iterations = useStudy((state) => state.records.iterations);
  const runs = useStudy((state) => state.records.runs);
  const interventions = useStudy((state) => state.records.interventions);
  const objective = useStudy((state) => theStudy(state.records)?.objective);
  const course = useMemo(
    () => courseOf({ objective, evaluations, candidates }),
    [objective, evaluations, candidates],
  );
  const events = useMemo(
    () => happenings({ study, evaluations, candidates, iterations, runs, interventions }, course),
    [study, evaluations, candidates, iterations, runs, interventions, course],
  );
  return { course, events };
}

function Export({ events }: { readonly events: readonly Happening[] }) {
  const stateNow = useStateNow();
  const { say } = useActions();
  const save = (what: string, text: string) => {
    const name = fileName([theStudy(stateNow().records)?.name ?? "", what], "csv");
    downloadText(name, text);
    say("info", `Saved ${name}`);
  };
  const best = () => {
    const { records } = stateNow();
    const objective = theStudy(records)?.objective;
    save("best so far", csvOf(courseTable(courseOf({ ...records, objective }), objective?.name ?? "objective")));
  };
  return (
    <ViewMenu
      of="Timeline"
      items={[
        { words: "Save events as CSV", run: () => save("timeline", csvOf(timelineTable(events))) },
        { words: "Save best so far as CSV", run: best },
      ]}
    />
  );
}
