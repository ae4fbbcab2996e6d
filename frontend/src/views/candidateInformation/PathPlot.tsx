/**
 * The plot of paths. Positions are percentages of the inner drawing, so that resizing needs no rendering; hover and
 * selection set attributes of the few dots that change, so that 1,680 dots stay smooth.
 */
import { useState } from "react";
import { DEFINITION, type PathDot, type PathMeasure } from "../../core/chartPaths";
import { useActions, useStateNow } from "../../core/context";
import { linear, type Range, type Scale } from "../../core/scales";
import { Axes } from "./Axes";
import { Dots } from "./Dots";
import { PathCard } from "./PathCard";
import { useBox } from "./useBox";
import { useMarked } from "./useMarked";

export interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

interface Props {
  readonly dots: readonly PathDot[];
  readonly domains: { readonly x: Range; readonly y: Range };
  readonly measure: PathMeasure;
  /** Which scores these are. */
  readonly caption: string;
}

/** The path that an event is about, read from the dot's element. */
function pathOf(target: EventTarget): string | null {
  return target instanceof SVGElement ? (target.dataset.path ?? null) : null;
}

export function PathPlot({ dots, domains, measure, caption }: Props) {
  const [area, setArea] = useState<SVGSVGElement | null>(null);
  const actions = useActions();
  const stateNow = useStateNow();
  const scales: Scales = { x: linear(domains.x, [0, 100]), y: linear(domains.y, [100, 0]) };
  useMarked(area, dots);
  const { box, handlers } = useBox(area, dots, scales);

  const hover = (target: EventTarget) => {
    const path = pathOf(target);
    if (path !== null) actions.hover({ kind: "path", ids: [path], source: "information" });
    else if (stateNow().hover?.source === "information") actions.hover(null);
  };
  return (
    <div className="info-plot">
      <svg
        ref={setArea}
        className="info-area"
        role="group"
        aria-label={`Paths: ${DEFINITION[measure].axis} by frequency`}
        onPointerOver={(event) => hover(event.target)}
        onPointerLeave={() => actions.hover(null)}
        onFocus={(event) => hover(event.target)}
        onBlur={() => actions.hover(null)}
        {...handlers}
      >
        <rect className="info-ground" width="100%" height="100%" />
        <Axes scales={scales} measure={measure} caption={caption} />
        <Dots dots={dots} scales={scales} measure={measure} />
        {box && <rect className="info-box" {...box} />}
      </svg>
      <PathCard dots={dots} scales={scales} measure={measure} />
    </div>
  );
}
