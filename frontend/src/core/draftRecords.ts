/** A template that no study uses yet, as the records that views draw. Pure. */
import type { CellRecord, PathRecord, Template } from "@schema";
import { NO_RECORDS, type Collections } from "./records";

/**
 * The cells and paths of a template; every other collection is empty. What is as it was in `before` keeps its identity,
 * so that an edit draws anew only what it changed.
 */
export function draftRecords(template: Template, before: Collections = NO_RECORDS): Collections {
  const cells = template.cells.map((cell, position): CellRecord => ({ ...cell, position }));
  const paths = template.paths.map((path): PathRecord => ({ ...path, state: "available", trained: false, trained_epochs: 0 }));
  return { ...NO_RECORDS, cells: byId(cells, before.cells), paths: byId(paths, before.paths) };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[], before: Readonly<Record<string, Item>>): Readonly<Record<string, Item>> {
  const kept = items.map((item) => {
    const old = before[item.id];
    return [item.id, old && JSON.stringify(old) === JSON.stringify(item) ? old : item] as const;
  });
  const same = kept.length === Object.keys(before).length && kept.every(([id, item]) => before[id] === item);
  return same ? before : Object.fromEntries(kept);
}
