import type { CellRecord } from "@schema";
import { ContextMenu } from "radix-ui";
import type { ReactNode } from "react";
import type { Edge } from "../../core/board";
import { useActions, useStateNow, useStudy } from "../../core/context";
import { pathNames, vertexName } from "../../core/names";
import { candidatesWith, ownerOf } from "../../core/selectors";
import { additionsTo, offersFor } from "../../core/steering";

interface Props {
  /** The brick at which the menu was asked for. */
  readonly path: string | null;
  /** The plate at which it was asked for, with or without a brick. */
  readonly edge: Edge | null;
  readonly cell: CellRecord;
  readonly children: ReactNode;
}

/** The menu of a brick and of the plate that it lies on. */
export function BoardMenu({ path, edge, cell, children }: Props) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild disabled={path === null && edge === null}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          {path !== null && <PathItems path={path} />}
          {edge !== null && <EdgeItems edge={edge} cell={cell} alone={path === null} />}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Where the brick is selected, they act on everything that is selected with it. */
function PathItems({ path }: { readonly path: string }) {
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

interface EdgeProps {
  readonly edge: Edge;
  readonly cell: CellRecord;
  readonly alone: boolean;
}

/** What dragging from the palette does, for who does not drag. */
function EdgeItems({ edge, cell, alone }: EdgeProps) {
  const { send } = useActions();
  const operations = useStudy((s) => s.catalogue.operations);
  const additions = additionsTo(edge, ownerOf(cell), operations.map((each) => each.id));
  const name = (id: string) => operations.find((each) => each.id === id)?.name ?? id;
  if (additions.length === 0 && !alone) return null;
  return (
    <>
      {!alone && <ContextMenu.Separator className="menu-line" />}
      <ContextMenu.Label className="menu-label">
        {`Add to ${vertexName(edge.source)} → ${vertexName(edge.target)}`}
        {additions.length === 0 && ": every operation is on offer here"}
      </ContextMenu.Label>
      {additions.map(({ operation, path, back }) => (
        <ContextMenu.Item key={operation} className="menu-item" onSelect={() => void send({ type: "add_paths", paths: [path] })}>
          {name(operation)}
          {back && <span className="note">bring back</span>}
        </ContextMenu.Item>
      ))}
    </>
  );
}
