/** Trails behind the selected dots: how their score got where it is. Asked for when the selection changes. */
import { useEffect, useMemo, useState } from "react";
import { momentsByPath, MOST_TRAILS, pixelTrail, type Height, type PathMoment, type PixelTrail } from "../../core/chartPathsTrail";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { newestScores } from "../../core/selectors";
import type { Drawing } from "./paintDots";

type Moments = ReadonlyMap<string, readonly PathMoment[]>;
const NONE: Moments = new Map();

export interface Trails {
  readonly trails: readonly PixelTrail[];
  /** Why there are none; empty where nothing went wrong. */
  readonly problem: string;
}

/** Those of the selected paths, up to an iteration (from 0); none where more are selected than could be told apart. */
export function useTrails({ marks, colours, scales }: Drawing, height: Height, last: number): Trails {
  const { moments, problem } = useMoments();
  const trails = useMemo(
    () =>
      [...moments].flatMap(([path, each]) => {
        const colour = colours[marks.ids.indexOf(path)];
        return colour === undefined ? [] : [pixelTrail(each, height, scales, last, colour)];
      }),
    [moments, marks, colours, scales, height, last],
  );
  return { trails, problem };
}

function useMoments(): { readonly moments: Moments; readonly problem: string } {
  const selected = useStudy((state) => state.selection.paths);
  const newest = useStudy((state) => newestScores(state.records.scores));
  const { ask } = useActions();
  const stateNow = useStateNow();
  const [{ moments, problem }, setAnswer] = useState({ moments: NONE, problem: "" });
  const few = selected.length > 0 && selected.length <= MOST_TRAILS;
  useEffect(() => {
    if (!few || !newest) return;
    let current = true;
    void ask.history(selected).then((answer) => {
      if (!current) return;
      if (answer.ok) setAnswer({ moments: momentsByPath(answer.value, stateNow().records.iterations), problem: "" });
      else setAnswer({ moments: NONE, problem: answer.text });
    });
    return () => {
      current = false;
    };
  }, [ask, stateNow, few, selected, newest]);
  const shown = useMemo(
    () => (few ? new Map([...moments].filter(([path]) => selected.includes(path))) : NONE),
    [few, moments, selected],
  );
  return { moments: shown, problem: few ? problem : "" };
}
