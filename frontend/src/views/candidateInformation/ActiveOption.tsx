/** The dot that the keyboard is at, for who does not see it. */
import type { ScoresRecord } from "@schema";
import type { Marks } from "../../core/geometry";
import { useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { theObjective } from "../../core/objective";
import { describe, worthOf } from "./worth";

interface Props {
  readonly id: string;
  readonly path: string;
  readonly marks: Marks;
  readonly scores: ScoresRecord;
}

export function ActiveOption({ id, path, marks, scores }: Props) {
  const name = useStudy((state) => pathNames(state.records, state.catalogue.operations).get(path));
  const state = useStudy((all) => all.records.paths[path]?.state ?? "available");
  const selected = useStudy((all) => all.selection.paths.includes(path));
  const objective = useStudy((all) => theObjective(all.records));
  const worth = worthOf(scores, path);
  return (
    <span
      id={id}
      className="visually-hidden"
      role="option"
      aria-selected={selected}
      aria-setsize={marks.ids.length}
      aria-posinset={marks.ids.indexOf(path) + 1}
      data-path={path}
    >
      {name}
      {worth && `, ${describe(worth, state, objective)}`}
    </span>
  );
}
