import type { InterventionRecord } from "@schema";
import { useStudy } from "../../core/context";
import { interventionsNewestFirst } from "../../core/selectors";
import "./timeline.css";

/** What people did, newest first. */
export function Timeline() {
  const interventions = useStudy((s) => interventionsNewestFirst(s.records.interventions));
  return (
    <section className="view" aria-label="Timeline">
      <div className="view-body">
        {interventions.length === 0 && (
          <p className="empty">Everything that people do to the study appears here: training, searching, each path removed or fixed.</p>
        )}
        <ol className="timeline" reversed>
          {interventions.map((each) => (
            <Row key={each.seq} intervention={each} />
          ))}
        </ol>
      </div>
    </section>
  );
}

function Row({ intervention: { at, actor, summary, undone } }: { readonly intervention: InterventionRecord }) {
  const moment = new Date(at);
  return (
    <li data-undone={undone}>
      <time dateTime={at} title={moment.toLocaleString()}>
        {moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false })}
      </time>
      <span className="who">{actor}</span>
      <span className="what">{summary}</span>
      {undone && <span className="note">undone</span>}
    </li>
  );
}
