/** What is lit, dimmed, hovered and selected among the bricks: one value for every view that draws paths. */
import type { StudyState } from "./context";
import { viewed, type Viewed } from "./selection";

export interface Marks {
  /** Null: nothing is dimmed. */
  readonly viewed: Viewed | null;
  readonly hovered: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
}

type Inputs = Pick<StudyState, "hover" | "selection" | "records">;

let last: { readonly of: readonly unknown[]; readonly marks: Marks } | null = null;

/** The marks of a state; the same value as before while nothing that they depend on changed. */
export function marksOf({ hover, selection, records }: Inputs): Marks {
  const of = [hover, selection, records.candidates];
  if (!last || of.some((value, i) => value !== last?.of[i])) {
    last = { of, marks: computed({ hover, selection, records }) };
  }
  return last.marks;
}

function computed({ hover, selection, records }: Inputs): Marks {
  return {
    viewed: viewed(hover, selection, records.candidates),
    hovered: new Set(hover?.kind === "path" ? hover.ids : []),
    selected: new Set(selection.paths),
  };
}
