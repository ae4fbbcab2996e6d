import type { Command } from "@schema";
import type { FocusEvent, KeyboardEvent, MouseEvent } from "react";
import { useActions, useStateNow } from "../../core/context";
import { combined } from "../../core/selection";
import { offersFor } from "../../core/steering";
import { useActing } from "./InPlace";
import { neighbour } from "./neighbour";

const brickAt = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-path]") : null;

/** What pointer and keyboard do with bricks, heard once for all of a board or a graph. */
export function useBrickGestures() {
  const { hover, select } = useActions();
  const { act } = useActing();
  const state = useStateNow();
  const point = (target: EventTarget) => {
    const path = brickAt(target)?.dataset.path;
    hover(path === undefined ? null : { kind: "path", ids: [path], source: "lego" });
  };
  const choose = (path: string, gesture: "replace" | "toggle" | "add") =>
    select({ paths: combined(state().selection.paths, [path], gesture) });

  const steer = (brick: HTMLElement, types: readonly Command["type"][]): boolean => {
    const { selection, records } = state();
    const ids = selection.paths.length > 0 ? selection.paths : [brick.dataset.path ?? ""];
    const offers = offersFor(ids, records.paths);
    const offer = types.flatMap((type) => offers.filter(({ command }) => command.type === type)).at(0);
    if (offer) void act(offer.command, brick);
    return offer !== undefined;
  };
  const step = (event: KeyboardEvent<HTMLElement>, brick: HTMLElement): boolean => {
    const next = neighbour(event.currentTarget.querySelectorAll<HTMLElement>("button[data-path]"), brick, event.key);
    if (!next) return false;
    if (event.shiftKey) select({ paths: combined(state().selection.paths, [brick.dataset.path ?? "", next.dataset.path ?? ""], "add") });
    next.focus({ preventScroll: next.closest(".graph") !== null });
    return true;
  };
  const pressed = (event: KeyboardEvent<HTMLElement>): boolean => {
    const brick = brickAt(event.target);
    if (!brick || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Delete" || event.key === "Backspace") return steer(brick, ["remove_paths"]);
    if (event.key === "p" || event.key === "P") return steer(brick, ["fix_paths", "release_paths"]);
    return step(event, brick);
  };
  return {
    onMouseOver: (event: MouseEvent) => point(event.target),
    onMouseLeave: () => hover(null),
    onFocus: (event: FocusEvent) => point(event.target),
    onBlur: () => hover(null),
    onClick: (event: MouseEvent) => {
      const path = brickAt(event.target)?.dataset.path;
      if (path !== undefined) choose(path, event.ctrlKey || event.metaKey || event.shiftKey ? "toggle" : "replace");
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (pressed(event)) event.preventDefault();
    },
  };
}
