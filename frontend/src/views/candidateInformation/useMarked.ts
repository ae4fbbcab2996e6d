/** Marks hovered and selected dots by attributes of their elements, without rendering. */
import { useEffect, useEffectEvent } from "react";
import type { PathDot } from "../../core/chartPaths";
import { useStateNow, useWatch } from "../../core/context";
import type { Collections } from "../../core/records";
import type { Hover } from "../../core/selection";

/** Sets an attribute on exactly the dots of these paths, touching only those that change. */
function mark(area: SVGElement, attribute: string, paths: ReadonlySet<string>): void {
  for (const dot of area.querySelectorAll<SVGElement>(`[${attribute}]`)) {
    if (!paths.has(dot.dataset.path ?? "")) dot.removeAttribute(attribute);
  }
  for (const path of paths)
    area.querySelector(`[data-path="${CSS.escape(path)}"]`)?.setAttribute(attribute, "true");
}

/** The paths that a hover is about: those of a hovered candidate too. */
function pathsOf(hover: Hover | null, candidates: Collections["candidates"]): ReadonlySet<string> {
  if (hover?.kind === "path") return new Set(hover.ids);
  if (hover?.kind === "candidate") return new Set(hover.ids.flatMap((id) => candidates[id]?.paths ?? []));
  return new Set();
}

export function useMarked(area: SVGElement | null, dots: readonly PathDot[]): void {
  const stateNow = useStateNow();
  const markHovered = () => {
    if (!area) return;
    const { hover, records } = stateNow();
    const paths = pathsOf(hover, records.candidates);
    area.toggleAttribute("data-dimmed", paths.size > 0);
    mark(area, "data-hovered", paths);
  };
  const markSelected = () => {
    if (area) mark(area, "data-selected", new Set(stateNow().selection.paths));
  };
  const markAll = useEffectEvent(() => {
    markHovered();
    markSelected();
  });
  useEffect(() => markAll(), [area, dots]);
  useWatch((state) => state.hover, markHovered);
  useWatch((state) => state.selection.paths, markSelected);
}
