import { useEffect, useEffectEvent, useRef } from "react";
import { Button } from "../../parts/Button";
import { OPEN_BY_DEFAULT } from "../../core/graphOpen";
import type { Camera } from "./useCamera";

interface Props {
  readonly camera: Camera;
  readonly hold: (open: string) => void;
}

/** Opening, closing and finding one's way, for who has no wheel. */
export function GraphTools({ camera, hold }: Props) {
  const after = useRef<"all" | "cell" | null>(null);
  const settle = useEffectEvent(() => {
    const what = after.current;
    after.current = null;
    if (what === "all") camera.showMost();
    if (what === "cell") camera.showCell();
  });
  // Only when the cells have opened is there something else to be brought in sight.
  useEffect(() => settle());
  const set = (open: string) => () => {
    after.current = open === OPEN_BY_DEFAULT ? "cell" : "all";
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
