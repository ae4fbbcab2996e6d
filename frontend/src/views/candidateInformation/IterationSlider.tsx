/** Which iteration's scores are shown: a slider, and a button that steps through them. */
import { useEffect, useEffectEvent, useState } from "react";
import { FREQUENCY } from "../../core/chartPaths";
import { outOf } from "../../core/chartFormat";
import { Button } from "../../parts/Button";
import { calm } from "../../parts/canvas";
import { Explained } from "../../parts/Explained";
import type { ShownScores } from "./useShownScores";

/** How long one iteration stays, in milliseconds: long enough to follow where dots go. */
const STEP_MS = 500;
/** Playing takes at most so many steps, however long the search was. */
const MOST_STEPS = 60;

export function IterationSlider({ shown }: { readonly shown: ShownScores }) {
  const { iteration, newest, choose, problem } = shown;
  const last = newest.iteration;
  const [playing, setPlaying] = useState(false);
  const step = useEffectEvent(() => {
    const next = iteration + Math.max(1, Math.round(last / MOST_STEPS));
    choose(Math.min(next, last));
    if (next >= last) setPlaying(false);
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => step(), STEP_MS);
    return () => clearInterval(timer);
  }, [playing]);

  const play = () => {
    if (iteration === last) choose(0);
    setPlaying(true);
  };
  const why = calm()
    ? "Your system asks for less motion: use the slider"
    : last === 0
      ? "There is one iteration so far"
      : "";
  return (
    <div className="info-foot">
      {playing ? (
        <Button icon="pause" look="plain" aria-label="Stop playing" onClick={() => setPlaying(false)} />
      ) : (
        <Button icon="play" look="plain" aria-label="Play the iterations" why={why} title="Step through the iterations" onClick={play} />
      )}
      <input
        className="info-slider"
        type="range"
        aria-label="Iteration of the scores"
        aria-valuetext={`iteration ${outOf(iteration + 1, last + 1)}`}
        min={1}
        max={last + 1}
        value={iteration + 1}
        disabled={last === 0}
        onChange={(event) => {
          setPlaying(false);
          choose(event.target.valueAsNumber - 1);
        }}
      />
      <span className="info-iteration" data-shown={shown.scores.iteration + 1}>
        iteration {outOf(iteration + 1, last + 1)}
      </span>
      {problem && (
        <span className="error" role="alert">
          {problem}
        </span>
      )}
      <span className="spacer" />
      <Explained text={FREQUENCY}>evaluated candidates with it →</Explained>
    </div>
  );
}
