import { useMemo, type RefObject } from "react";
import { brickMarksOf, type BrickMarks } from "../../core/brickMarks";
import { useStudy, useWatch } from "../../core/context";

/**
 * Marks bricks as dimmed, lit, hovered and selected by attributes, without rendering: with 1,680 bricks a render at
 * every move of the pointer would stutter. `data-dimmed` and so on are there or not; React never sets them. `again`
 * changes when bricks are drawn anew, which need their marks too.
 */
export function useMarks(root: RefObject<HTMLElement | null>, again?: unknown): void {
  const paths = useStudy((s) => s.records.paths);
  const scores = useStudy((s) => s.records.scores);
  const drawn = useMemo(() => ({ paths, scores, again }), [paths, scores, again]);
  useWatch(brickMarksOf, (marks) => root.current && mark(root.current, marks), drawn);
}

function mark(root: HTMLElement, marks: BrickMarks): void {
  root.toggleAttribute("data-candidate-in-view", marks.lit !== null);
  for (const brick of root.querySelectorAll<HTMLElement>("button[data-path]")) markBrick(brick, marks);
  for (const line of root.querySelectorAll<SVGElement>("[data-wire-paths]")) markWire(line, marks);
}

function markBrick(brick: HTMLElement, { lit, comparison, hovered, selected }: BrickMarks): void {
  const path = brick.dataset.path ?? "";
  const isLit = lit?.has(path) ?? false;
  const side = isLit ? comparison?.sides.get(path) : undefined;
  toggle(brick, "data-lit", isLit);
  toggle(brick, "data-dimmed", lit !== null && !isLit);
  if (side === undefined) toggle(brick, "data-side", false);
  else brick.dataset.side = side;
  toggle(brick, "data-hovered", hovered.has(path));
  toggle(brick, "data-selected", selected.has(path));
  brick.ariaPressed = String(selected.has(path));
}

/** A line of the graph is lit with the bricks on it, in the colour of the first that is. */
function markWire(line: SVGElement, { lit, hovered }: BrickMarks): void {
  const paths = (line.dataset.wirePaths ?? "").split(" ");
  const shown = lit === null ? -1 : paths.findIndex((path) => lit.has(path));
  toggle(line, "data-lit", shown >= 0);
  toggle(line, "data-dimmed", lit !== null && shown < 0);
  toggle(line, "data-hovered", paths.some((path) => hovered.has(path)));
  line.style.stroke = shown < 0 ? "" : ((line.dataset.wireColours ?? "").split(" ")[shown] ?? "");
}

/** Writing an attribute costs a style pass even where it changes nothing. */
function toggle(brick: Element, name: string, on: boolean): void {
  if (brick.hasAttribute(name) !== on) brick.toggleAttribute(name, on);
}
