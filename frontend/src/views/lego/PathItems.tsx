import { ContextMenu } from "radix-ui";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { combined } from "../../core/selection";
import { candidatesWith } from "../../core/selectors";
import { offersFor } from "../../core/steering";
import { usePast } from "../../parts/EditButton";
import { useActing } from "./InPlace";

/** What can be done with a brick; where it is selected, with everything that is selected with it. */
export function PathItems({ path, at }: { readonly path: string; readonly at: Element | null }) {
  const { select } = useActions();
  const { act } = useActing();
  const state = useStateNow();
  const selected = useStudy((s) => s.selection.paths);
  const paths = useStudy((s) => s.records.paths);
  const name = useStudy((s) => pathNames(s.records, s.catalogue.operations).get(path));
  const past = usePast();
  const mine = selected.includes(path);
  const ids = mine ? selected : [path];
  const like = (inCell: boolean) => () => {
    const { operation, cell } = paths[path]!;
    const alike = Object.values(paths).filter((each) => each.operation === operation && (!inCell || each.cell === cell));
    select({ paths: alike.map(({ id }) => id) });
  };
  const choices: readonly (readonly [words: string, act: () => void])[] = [
    [mine ? "Take out of the selection" : "Select", () => select({ paths: combined(selected, [path], "toggle") })],
    ["Select this operation in the cell", like(true)],
    ["Select this operation everywhere", like(false)],
    ["Show where it is common", () => select({ candidates: candidatesWith(state().records.candidates, ids) })],
  ];
  return (
    <>
      <ContextMenu.Label className="menu-label">{ids.length === 1 ? name : `${ids.length} paths`}</ContextMenu.Label>
      {past && <ContextMenu.Label className="menu-label">{past}</ContextMenu.Label>}
      {offersFor(ids, paths).map(({ words, command }) => (
        <ContextMenu.Item key={words} className="menu-item" disabled={past !== ""} onSelect={() => void act(command, at)}>
          {words}
          {ids.length > 1 && <span className="note">{command.paths.length}</span>}
        </ContextMenu.Item>
      ))}
      <ContextMenu.Separator className="menu-line" />
      {choices.map(([words, run]) => (
        <ContextMenu.Item key={words} className="menu-item" onSelect={run}>
          {words}
        </ContextMenu.Item>
      ))}
    </>
  );
}
