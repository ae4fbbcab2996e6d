import { useMemo, type RefObject } from "react";
import { useStudy, useWatch } from "../../core/context";
import { marksOf, type Marks } from "../../core/marks";

/**
 * Marks bricks as dimmed, lit, hovered and selected by attributes, without rendering: with 1,680 bricks a render at
 * every move of the pointer would stutter. `data-dimmed` and so on are there or not; React never sets them.
 */
export function useMarks(root: RefObject<HTMLElement | null>): void {
  // New bricks come with these, and need their marks too.
  const paths = useStudy((s) => s.records.paths);
  const scores = useStudy((s) => s.records.scores);
  const cells = useStudy((s) => s.records.cells);
  const opened = useStudy((s) => s.selection.cell);
  const drawn = useMemo(() => ({ paths, scores, cells, opened }), [paths, scores, cells, opened]);
  useWatch(marksOf, (marks) => root.current && mark(root.current, marks), drawn);
}

function mark(root: HTMLElement, marks: Marks): void {
  root.toggleAttribute("data-candidate-in-view", marks.viewed !== null);
  for (const brick of root.querySelectorAll("[data-path]")) markOne(brick, marks);
}

function markOne(brick: Element, { viewed, hovered, selected }: Marks): void {
  const path = brick.getAttribute("data-path") ?? "";
  const lit = viewed?.paths.has(path) ?? false;
  toggle(brick, "data-lit", lit);
  toggle(brick, "data-dimmed", viewed !== null && !lit);
  toggle(brick, "data-differs", lit && viewed?.second !== null && !viewed?.shared.has(path));
  toggle(brick, "data-hovered", hovered.has(path));
  toggle(brick, "data-selected", selected.has(path));
  if (brick instanceof HTMLElement) brick.ariaPressed = String(selected.has(path));
}

/** Writing an attribute costs a style pass even where it changes nothing. */
function toggle(brick: Element, name: string, on: boolean): void {
  if (brick.hasAttribute(name) !== on) brick.toggleAttribute(name, on);
}
