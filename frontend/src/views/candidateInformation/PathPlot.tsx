/**
 * The plot of paths. Dots are on one canvas that is painted anew when they change, and what is hovered, selected or
 * followed on another above it, so that 1,680 dots stay smooth. To the keyboard the plot is a list: arrow keys move
 * to the nearest dot in a direction.
 */
import type { Command, ScoresRecord } from "@schema";
import { useId, useMemo, useState, type FocusEvent, type PointerEvent } from "react";
import { definitionOf, unitOf, type Domains, type PathDot, type PathMeasure } from "../../core/chartPaths";
import { placed } from "../../core/chartPathsPlace";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { gestureOf, type Point } from "../../core/geometry";
import { gridOf, nearest } from "../../core/geometryNearest";
import { theObjective } from "../../core/objective";
import { combined } from "../../core/selection";
import { useSize } from "../../parts/useSize";
import { ActiveOption } from "./ActiveOption";
import { Axes, AxisTitle } from "./Axes";
import { frameOf, scalesOf } from "./frame";
import { PathCard } from "./PathCard";
import { PathMenu } from "./PathMenu";
import { placeOf, useBox } from "./useBox";
import { useDotKeys } from "./useDotKeys";
import { usePainted } from "./usePainted";
import { useTrails } from "./useTrails";

/** How near to a dot, in pixels, a pointer is at it. */
const REACH = 10;

interface Props {
  readonly dots: readonly PathDot[];
  readonly colours: readonly string[];
  readonly domains: Domains;
  readonly measure: PathMeasure;
  /** How many dots there are. */
  readonly caption: string;
  readonly scores: ScoresRecord;
  readonly run: (command: Command) => Promise<boolean>;
}

export function PathPlot({ dots, colours, domains, measure, caption, scores, run }: Props) {
  const [host, setHost] = useState<HTMLDivElement | null>(null);
  const size = useSize(host);
  const frame = useMemo(() => frameOf(size), [size]);
  const scales = useMemo(() => scalesOf(domains, frame), [domains, frame]);
  const marks = useMemo(() => placed(dots, scales), [dots, scales]);
  const grid = useMemo(() => gridOf(marks), [marks]);
  const drawing = useMemo(() => ({ dots, marks, colours, scales }), [dots, marks, colours, scales]);
  const objective = useStudy((state) => theObjective(state.records));
  const definition = definitionOf(measure, objective);
  const height = useMemo(() => ({ measure, unit: unitOf(measure, objective) }), [measure, objective]);
  const actions = useActions();
  const stateNow = useStateNow();
  const option = useId();
  const keys = useDotKeys(host, marks, run);
  const { trails, problem } = useTrails(drawing, height, scores.iteration);
  const { ground, above } = usePainted({ drawing, size, frame, active: keys.shown, trails });

  const dotAt = ([x, y]: Point) => {
    const index = nearest(grid, x, y, REACH);
    return index === null ? null : (marks.ids[index] ?? null);
  };
  const { dragging, drawn, onDrag, handlers } = useBox({
    marks,
    dotAt,
    onChoose: (paths, event, how) => {
      const gesture = gestureOf({ ...pressed(event), ctrlKey: event.ctrlKey || event.shiftKey });
      const toggle = how === "click" && gesture === "add";
      actions.select({ paths: combined(stateNow().selection.paths, paths, toggle ? "toggle" : gesture) });
      if (how === "click" && paths[0] !== undefined) keys.goTo(paths[0]);
      // The pointer has left the dot where the box began.
      if (how === "box") actions.hover(null);
    },
  });
  const point = (event: PointerEvent) => {
    if (dragging) {
      onDrag(event);
      return;
    }
    const path = dotAt(placeOf(event));
    if (path !== null) actions.hover({ kind: "path", ids: [path], source: "information" });
    else if (stateNow().hover?.source === "information") actions.hover(null);
  };
  const label = `Paths: ${definition.axis} by frequency`;
  return (
    <div className="info-plot">
      <AxisTitle definition={definition} caption={caption} />
      {problem && (
        <p className="info-problem error" role="alert">
          No trails: {problem}
        </p>
      )}
      <PathMenu dotAt={dotAt} run={run}>
        <div
          ref={setHost}
          className="info-area"
          role="listbox"
          aria-multiselectable="true"
          aria-label={label}
          aria-activedescendant={keys.active === null ? undefined : option}
          tabIndex={0}
          data-domain={[...domains.x, ...domains.y].join(" ")}
          data-trails={trails.length}
          data-frame={[frame.left, frame.right, frame.top, frame.bottom].join(" ")}
          onPointerMove={point}
          onPointerLeave={() => actions.hover(null)}
          onFocus={(event: FocusEvent) => event.currentTarget.matches(":focus-visible") && keys.onFocus()}
          onBlur={keys.onBlur}
          onKeyDown={keys.onKeyDown}
          {...handlers}
        >
          <Axes scales={scales} frame={frame} />
          <canvas ref={ground} className="info-dots" aria-hidden="true" />
          <canvas ref={above} aria-hidden="true" />
          {drawn && <BoxDrawn {...drawn} />}
          {keys.active !== null && <ActiveOption id={option} path={keys.active} marks={marks} scores={scores} />}
        </div>
      </PathMenu>
      <div className="info-cards">{!dragging && <PathCard dots={dots} marks={marks} scores={scores} size={size} />}</div>
    </div>
  );
}

const pressed = ({ metaKey, ctrlKey, altKey }: PointerEvent) => ({ metaKey, ctrlKey, altKey });

function BoxDrawn({ box, count }: NonNullable<ReturnType<typeof useBox>["drawn"]>) {
  const style = { left: box.left, top: box.low, width: box.right - box.left, height: box.high - box.low };
  return (
    <div className="info-box" style={style} aria-hidden="true">
      <span>{count === 1 ? "1 path" : `${count} paths`}</span>
    </div>
  );
}
