import { ContextMenu } from "radix-ui";
import type { ReactNode } from "react";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { pathNames } from "../../core/names";
import { candidatesWith } from "../../core/selectors";
import { offersFor } from "../../core/steering";

interface Props {
  /** The brick at which the menu was asked for. */
  readonly path: string | null;
  readonly children: ReactNode;
}

/** The menu of a brick; where the brick is selected, it acts on everything that is selected with it. */
export function PathMenu({ path, children }: Props) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild disabled={path === null}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">{path !== null && <Items path={path} />}</ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

function Items({ path }: { readonly path: string }) {
  const { send, select } = useActions();
  const state = useStateNow();
  const selected = useStudy((s) => s.selection.paths);
  const paths = useStudy((s) => s.records.paths);
  const name = useStudy((s) => pathNames(s.records, s.catalogue.operations).get(path));
  const ids = selected.includes(path) ? selected : [path];
  const common = () => select({ candidates: candidatesWith(state().records.candidates, ids) });
  return (
    <>
      <ContextMenu.Label className="menu-label">{ids.length === 1 ? name : `${ids.length} paths`}</ContextMenu.Label>
      {offersFor(ids, paths).map(({ words, command }) => (
        <ContextMenu.Item key={words} className="menu-item" onSelect={() => void send(command)}>
          {words}
          {ids.length > 1 && <span className="note">{command.paths.length}</span>}
        </ContextMenu.Item>
      ))}
      <ContextMenu.Separator className="menu-line" />
      <ContextMenu.Item className="menu-item" onSelect={common}>
        Show where it is common
      </ContextMenu.Item>
    </>
  );
}
