import { COLOURS, SCORES } from "../../core/brickLook";
import { useStudy, useViewState } from "../../core/context";
import { pathCounts } from "../../core/selectors";
import { Choice } from "./Choice";

export const LEVELS = ["board", "graph"] as const;

/** How many paths there are in each state, and how the view is set. */
export function Head() {
  const counts = useStudy((s) => pathCounts(s.records.paths));
  const [level, setLevel] = useViewState("lego.level", "board", LEVELS);
  const [colour, setColour] = useViewState("lego.colour", "operation", COLOURS);
  const [score, setScore] = useViewState("lego.score", "opacity", SCORES);
  return (
    <div className="view-head">
      <span className="counts">
        {counts.available} available · {counts.removed} removed · {counts.fixed} fixed
      </span>
      <span className="spacer" />
      <Choice name="Level" among={LEVELS} value={level} choose={setLevel} />
      <label className="setting" title="What the colour of a brick says">
        colour
        <select className="input" value={colour} onChange={(event) => setColour(event.target.value as typeof colour)}>
          {COLOURS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="setting" title="How the score shows. A path’s score is its share of its cell’s fitness; the scores of a cell sum to 1.">
        score as
        <select className="input" value={score} onChange={(event) => setScore(event.target.value as typeof score)}>
          {SCORES.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
    </div>
  );
}
