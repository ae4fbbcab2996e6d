/** The keyboard on the map: from dot to dot, selecting, zooming, leaving the lasso. */
import type { KeyboardEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { panned, wholeMap, zoomed, type Camera, type Size } from "../../core/geometryCamera";
import { ARROWS, neighbourTowards } from "../../core/geometryNearest";
import type { MapModel } from "./useMapModel";
import { usePick } from "./usePick";

interface Given {
  readonly model: MapModel;
  readonly size: Size;
  readonly setCamera: (change: (camera: Camera) => Camera) => void;
  readonly leaveLasso: (() => void) | null;
}

const ZOOMS: Readonly<Record<string, number>> = { "+": 1.25, "=": 1.25, "-": 0.8 };
const STEP = 40;

export function useMapKeys({ model, size, setCamera, leaveLasso }: Given) {
  const { points, shown } = model;
  const actions = useActions();
  const stateNow = useStateNow();
  const pick = usePick();

  const isShown = (id: string) => shown?.[points.index.get(id) ?? -1] !== 0;
  const walk = (direction: readonly [number, number], from: string | undefined) => {
    const start = from === undefined ? undefined : points.index.get(from);
    const first = shown ? shown.indexOf(1) : 0;
    const next = start === undefined ? first : neighbourTowards(points, start, direction, shown);
    const id = next === null ? undefined : points.ids[next];
    if (id !== undefined) actions.hover({ kind: "candidate", ids: [id], source: "map" });
  };
  const meaning = (event: KeyboardEvent): (() => void) | null => {
    const { hover, selection } = stateNow();
    const from = hover?.kind === "candidate" ? hover.ids[0] : selection.candidates[0];
    const direction = ARROWS[event.key];
    if (direction && event.shiftKey) {
      return () => setCamera((camera) => panned(camera, size, [-STEP * direction[0], STEP * direction[1]]));
    }
    if (direction) return () => walk(direction, from);
    if ((event.key === "Enter" || event.key === " ") && from !== undefined && isShown(from)) return () => pick(from, event);
    if (event.key === "Escape" && leaveLasso) return leaveLasso;
    if (event.ctrlKey || event.metaKey || event.altKey) return null;
    const zoom = ZOOMS[event.key];
    if (zoom) return () => setCamera((camera) => zoomed(camera, size, [size.width / 2, size.height / 2], zoom));
    return event.key === "0" ? () => setCamera(() => wholeMap) : null;
  };
  return {
    onKeyDown: (event: KeyboardEvent) => {
      const run = meaning(event);
      if (!run) return;
      event.preventDefault();
      run();
    },
    onBlur: () => {
      if (stateNow().hover?.source === "map") actions.hover(null);
    },
  };
}
