/** Says what the hovered path is and what it is worth, beside its dot. */
import { decimal } from "../../core/chartFormat";
import type { PathDot, PathMeasure } from "../../core/chartPaths";
import { useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { scoreByPath } from "../../core/selectors";
import { points } from "../../core/words";
import type { Scales } from "./PathPlot";

interface Props {
  readonly dots: readonly PathDot[];
  readonly scales: Scales;
  readonly measure: PathMeasure;
}

export function PathCard({ dots, scales }: Props) {
  const hover = useStudy((state) => state.hover);
  const paths = useStudy((state) => state.records.paths);
  const cells = useStudy((state) => state.records.cells);
  const scores = useStudy((state) => state.records.scores);
  const operations = useStudy((state) => state.catalogue.operations);
  const id = hover?.kind === "path" && hover.source === "information" ? hover.ids[0] : undefined;
  const dot = id === undefined ? undefined : dots.find((each) => each.id === id);
  const score = id === undefined ? undefined : scoreByPath(scores).get(id);
  if (id === undefined || !dot || !score) return null;
  const [left, top] = [scales.x.of(dot.x), scales.y.of(dot.y)];
  const across = left > 50 ? { right: `${100 - left}%` } : { left: `${left}%` };
  const down = top > 50 ? { bottom: `${100 - top}%` } : { top: `${top}%` };
  return (
    <div className="info-cards">
      <div className="info-card" role="tooltip" style={{ ...across, ...down }}>
        <b>{pathNames({ paths, cells }, operations).get(id)}</b>
        <span>
          score {decimal(score.score)} of its cell
          {score.advantage !== null && `, advantage ${points(score.advantage, score.stderr)}`}
        </span>
        <span>
          in {score.frequency} evaluated {score.frequency === 1 ? "candidate" : "candidates"}, {dot.state}
        </span>
        <span className="note">click: select · drag: select several</span>
      </div>
    </div>
  );
}
