/** What an edit of a template means where it is made: in a study, or in the editor of templates that no study uses yet. */
import type { Collections } from "./records";
import { theStudy } from "./selectors";

/** Asked before a cell goes. */
export function removalMeans(records: Collections): string {
  if (!inStudy(records)) return "Undo brings it back.";
  return "Undo brings it back, with its weights and scores. Until then cells whose width changes by it must be trained again.";
}

/** Said beside edits that can change the width of other cells; empty where there is nothing to lose. */
export const widthMeans = (records: Collections): string =>
  inStudy(records) ? "What changes width by it loses its weights and must be trained again; changing it back finds them." : "";

const inStudy = (records: Collections): boolean => theStudy(records) !== null;
