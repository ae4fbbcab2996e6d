/**
 * What is on its way from the palette, or along the row of cells, to its place: dragged, or picked up by a press. It is
 * kept here because a drag's data can be read only when it is dropped, and places must show themselves before that.
 */
import { useSyncExternalStore } from "react";
import type { Carried } from "../core/placing";

export interface Carrying {
  readonly what: Carried;
  readonly words: string;
  /** Picked up by keyboard or press: its places are buttons then, until one is pressed or Escape. */
  readonly placing: boolean;
  /** Where the focus goes back to. */
  readonly from: HTMLElement | null;
}

let carrying: Carrying | null = null;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function carry(next: Carrying | null): void {
  carrying = next;
  for (const listener of listeners) listener();
}

export const useCarrying = (): Carrying | null => useSyncExternalStore(subscribe, () => carrying);

/** Nothing is carried any more; what was picked up by keyboard gives the focus back. */
export function putDown(): void {
  const from = carrying?.placing ? carrying.from : null;
  carry(null);
  from?.focus();
}

const TYPE = "application/x-nas-navigator";

/** What makes an element something that can be dragged to its place. */
export const draggable = (what: Carried, words: string) => ({
  draggable: true,
  onDragStart: (event: React.DragEvent<HTMLElement>) => {
    event.dataTransfer.setData(TYPE, words);
    event.dataTransfer.effectAllowed = what.kind === "move" ? "move" : "copy";
    const from = event.currentTarget;
    // A browser gives up a drag whose surroundings change while it starts.
    setTimeout(() => carry({ what, words, placing: false, from }), 0);
  },
  onDragEnd: () => carry(null),
});

/** Picks something up to place it by keyboard or press; the same again puts it down. */
export function pickUp(what: Carried, words: string, from: HTMLElement): void {
  if (carrying?.placing && carrying.from === from) putDown();
  else carry({ what, words, placing: true, from });
}
