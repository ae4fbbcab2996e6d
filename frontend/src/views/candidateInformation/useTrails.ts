/** Trails behind the selected dots: how their score got where it is. Asked for when the selection changes. */
import { useEffect, useMemo, useState } from "react";
import type { PathMeasure } from "../../core/chartPaths";
import { momentsByPath, MOST_TRAILS, pixelTrail, type PathMoment, type PixelTrail } from "../../core/chartPathsTrail";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { newestScores } from "../../core/selectors";
import type { Drawing } from "./paintDots";

type Moments = ReadonlyMap<string, readonly PathMoment[]>;
const NONE: Moments = new Map();

/** Those of the selected paths, up to an iteration (from 0); none where more are selected than could be told apart. */
export function useTrails({ marks, colours, scales }: Drawing, measure: PathMeasure, last: number): readonly PixelTrail[] {
  const moments = useMoments();
  return useMemo(
    () =>
      [...moments].flatMap(([path, each]) => {
        const colour = colours[marks.ids.indexOf(path)];
        return colour === undefined ? [] : [pixelTrail(each, measure, scales, last, colour)];
      }),
    [moments, marks, colours, scales, measure, last],
  );
}

function useMoments(): Moments {
  const selected = useStudy((state) => state.selection.paths);
  const newest = useStudy((state) => newestScores(state.records.scores));
  const { ask } = useActions();
  const stateNow = useStateNow();
  const [moments, setMoments] = useState(NONE);
  const few = selected.length > 0 && selected.length <= MOST_TRAILS;
  useEffect(() => {
    if (!few || !newest) return;
    let current = true;
    void ask.history(selected).then((answer) => {
      if (current) setMoments(answer.ok ? momentsByPath(answer.value, stateNow().records.iterations) : NONE);
    });
    return () => {
      current = false;
    };
  }, [ask, stateNow, few, selected, newest]);
  return useMemo(
    () => (few ? new Map([...moments].filter(([path]) => selected.includes(path))) : NONE),
    [few, moments, selected],
  );
}
