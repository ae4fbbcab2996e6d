/** What can be done with the members that are checked; only to select means all where none is. Refused in place. */
import type { SetMember } from "@schema";
import { useMemo, type ReactNode } from "react";
import { counted } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { holdersOf, pathsOf } from "../../core/mapSets";
import { candidatesByPath } from "../../core/selectors";
import { whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { CloseButton } from "./MapTools";
import { SaveRegion } from "./SaveRegion";

interface Props {
  readonly members: readonly SetMember[];
  readonly checked: ReadonlySet<string>;
  readonly clear: () => void;
  /** How much came of the operation. */
  readonly children: ReactNode;
}

export function SetActions({ members, checked, clear, children }: Props) {
  const { select } = useActions();
  const paths = useStudy((state) => state.records.paths);
  const candidates = useStudy((state) => state.records.candidates);
  const place = useAttempt();
  const some = useMemo(() => members.filter((member) => checked.has(member.key)), [members, checked]);
  const meant = some.length > 0 ? some : members;
  const all = useMemo(() => pathsOf(meant, paths, ["available", "fixed", "removed"]), [meant, paths]);
  const removable = useMemo(() => pathsOf(meant, paths, ["available", "fixed"]), [meant, paths]);
  const fixable = useMemo(() => pathsOf(meant, paths, ["available"]), [meant, paths]);
  const holders = useMemo(() => holdersOf(some, candidatesByPath(candidates)), [some, candidates]);
  // Nobody means the whole table who has checked nothing yet.
  const unchecked = some.length > 0 ? "" : "Check what is meant first; the box above checks all";
  const steer = (type: "remove_paths" | "fix_paths", ids: string[]) => void place.run({ type, paths: ids });
  return (
    <>
      <Refused refused={place.refused} dismiss={place.dismiss} />
      <div className="map-actions" role="toolbar" aria-label="With the result">
        <EditButton
          why={unchecked || (removable.length > 0 ? "" : "All of these are removed already")}
          title={`Takes ${counted(removable.length, "path")} out of the search; undo brings them back`}
          onClick={() => steer("remove_paths", removable)}
        >
          Remove
        </EditButton>
        <EditButton
          why={unchecked || (fixable.length > 0 ? "" : "None of these can be fixed: they are removed or fixed already")}
          title={`Every candidate will contain ${counted(fixable.length, "path")}`}
          onClick={() => steer("fix_paths", fixable)}
        >
          Fix
        </EditButton>
        <Button title={`Selects ${counted(all.length, "path")} in the lego view`} onClick={() => select({ paths: all })}>
          {some.length > 0 ? "Select" : "Select all"}
        </Button>
        <SaveRegion
          candidates={holders}
          why={
            some.length === 0
              ? "Check what the candidates of the region must contain"
              : holders.length === 0
                ? "No candidate contains all that is checked"
                : ""
          }
        >
          Save as region
        </SaveRegion>
        <span className="spacer" />
        {some.length > 0 ? (
          <span className="note">
            {whole(some.length)} checked · {counted(all.length, "path")}
          </span>
        ) : (
          children
        )}
        {some.length > 0 && <CloseButton label="Uncheck all" onClick={clear} />}
      </div>
    </>
  );
}
