import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "../../parts/Button";
import { OPEN_BY_DEFAULT } from "../../core/graphOpen";
import type { Camera } from "./useCamera";

interface Props {
  readonly camera: Camera;
  /** Which cells are open, and how to open others. */
  readonly held: string;
  readonly hold: (open: string) => void;
}

/** Opening, closing and finding one's way, for who has no wheel. */
export function GraphTools({ camera, held, hold }: Props) {
  const asked = useRef(false);
  const show = () => (held === OPEN_BY_DEFAULT ? camera.showCell() : camera.showMost());
  const settle = useEffectEvent(() => {
    if (asked.current) show();
    asked.current = false;
  });
  // Only when the cells have opened is there something else to be brought in sight.
  useEffect(() => settle(), [held]);
  const set = (open: string) => () => {
    if (open === held) show();
    asked.current = open !== held;
    hold(open);
  };
  return (
    <div className="graph-tools">
      <Button onClick={set("all")}>Open all</Button>
      <Button onClick={set("none")}>Close all</Button>
      <Button onClick={set(OPEN_BY_DEFAULT)} title="Open the chosen cell alone">
        Only this cell
      </Button>
      <span className="spacer" />
      <span className="note graph-hint">drag: box select · Space drag: pan · wheel: zoom</span>
      <Button aria-label="Zoom out" title="Zoom out (−)" onClick={() => camera.zoomBy(0.8)}>
        −
      </Button>
      <Button aria-label="Zoom in" title="Zoom in (+)" onClick={() => camera.zoomBy(1.25)}>
        +
      </Button>
      <Button title="All in sight (0)" onClick={camera.fit}>
        Fit
      </Button>
    </div>
  );
}
