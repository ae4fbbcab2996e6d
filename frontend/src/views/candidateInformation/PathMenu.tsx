/** The menu of a dot, or of all that is selected with it. */
import type { Command } from "@schema";
import { ContextMenu } from "radix-ui";
import { useState, type MouseEvent, type ReactNode } from "react";
import { useActions, useStateNow, useStudy } from "../../core/context";
import type { Point } from "../../core/geometry";
import { pathNames } from "../../core/names";
import { candidatesWith } from "../../core/selectors";
import { offersFor } from "../../core/steering";

interface Props {
  readonly dotAt: (place: Point) => string | null;
  readonly run: (command: Command) => Promise<boolean>;
  readonly children: ReactNode;
}

export function PathMenu({ dotAt, run, children }: Props) {
  const [ids, setIds] = useState<readonly string[]>([]);
  const stateNow = useStateNow();
  const aim = (event: MouseEvent) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const path = dotAt([event.clientX - bounds.left, event.clientY - bounds.top]);
    const { paths } = stateNow().selection;
    const meant = path === null || paths.includes(path) ? paths : [path];
    // Where there is neither a dot nor a selection, nothing could be done.
    if (meant.length === 0) event.preventDefault();
    setIds(meant);
  };
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild onContextMenu={aim}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          <Items ids={ids} run={run} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

function Items({ ids, run }: { readonly ids: readonly string[]; readonly run: Props["run"] }) {
  const { select } = useActions();
  const stateNow = useStateNow();
  const paths = useStudy((state) => state.records.paths);
  const name = useStudy((state) => pathNames(state.records, state.catalogue.operations).get(ids[0] ?? ""));
  const cell = ids.length === 1 ? paths[ids[0]!]?.cell : undefined;
  return (
    <>
      <ContextMenu.Label className="menu-label">{ids.length === 1 ? name : `${ids.length} paths`}</ContextMenu.Label>
      {offersFor(ids, paths).map(({ words, command }) => (
        <ContextMenu.Item key={words} className="menu-item" onSelect={() => void run(command)}>
          {words}
          {ids.length > 1 && <span className="note">{command.paths.length}</span>}
        </ContextMenu.Item>
      ))}
      <ContextMenu.Separator className="menu-line" />
      <ContextMenu.Item
        className="menu-item"
        onSelect={() => select({ candidates: candidatesWith(stateNow().records.candidates, ids) })}
      >
        Show where it is common
      </ContextMenu.Item>
      {cell !== undefined && (
        <ContextMenu.Item className="menu-item" onSelect={() => select({ paths: ids, cell })}>
          Show in the lego view
        </ContextMenu.Item>
      )}
    </>
  );
}
