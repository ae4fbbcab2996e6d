/** Says what the event is that is pointed at in the chart. */
import { momentText, type Happening } from "../../core/timeline";
import { whole } from "../../core/words";

interface Props {
  readonly event: Happening;
  /** Where it is, and how wide the chart is, in pixels. */
  readonly x: number;
  readonly width: number;
  /** In milliseconds. */
  readonly now: number;
}

export function EventCard({ event, x, width, now }: Props) {
  const { seq, at, who, words, evaluations, undone, touched } = event;
  const side = x > width / 2 ? { right: width - x + 8 } : { left: x + 8 };
  const able = touched.paths.length + touched.candidates.length > 0;
  return (
    <div className="timeline-card" role="tooltip" style={side}>
      <b>{words}</b>
      <span>
        {seq !== null && `event ${seq} · `}
        {momentText(at, now)} · <bdi className="who">{who}</bdi> · after {whole(evaluations)} evaluations{undone && " · undone"}
      </span>
      {able && <span className="note">click: select what it touched</span>}
    </div>
  );
}
