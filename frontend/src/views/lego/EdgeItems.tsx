import type { CellRecord } from "@schema";
import { ContextMenu } from "radix-ui";
import type { Edge } from "../../core/board";
import { useActions, useStudy } from "../../core/context";
import { vertexName } from "../../core/names";
import { addingTo } from "../../core/placing";
import { ownerOf } from "../../core/selectors";
import { additionsTo } from "../../core/steering";
import { usePast } from "../../parts/EditButton";
import { useActing } from "./InPlace";

interface Props {
  readonly edges: readonly Edge[];
  readonly cell: CellRecord;
  readonly at: Element | null;
  readonly alone: boolean;
}

/** What dragging from the palette does, for who does not drag. */
export function EdgeItems({ edges, cell, at, alone }: Props) {
  const edge = edges[0]!;
  return <Items edges={edges} cell={cell} at={at} alone={alone} name={`${vertexName(edge.source)} → ${vertexName(edge.target)}`} />;
}

/** The same for every edge into a node at once. */
export function NodeItems({ node, ...props }: Omit<Props, "alone"> & { readonly node: string }) {
  return <Items {...props} alone name={`every edge into ${vertexName(node)}`} />;
}

function Items({ edges, cell, at, alone, name }: Props & { readonly name: string }) {
  const { select } = useActions();
  const { act } = useActing();
  const past = usePast() !== "";
  const operations = useStudy((s) => s.catalogue.operations);
  const additions = operations.flatMap(({ id, name: words }) => {
    const command = addingTo(edges, cell, id);
    return command ? [{ id, words, command, back: additionsBack(edges, cell, id) }] : [];
  });
  return (
    <>
      {!alone && <ContextMenu.Separator className="menu-line" />}
      <ContextMenu.Label className="menu-label">
        {`Add to ${name}`}
        {additions.length === 0 && ": every operation is on offer here"}
      </ContextMenu.Label>
      {additions.map(({ id, words, command, back }) => (
        <ContextMenu.Item key={id} className="menu-item" disabled={past} onSelect={() => void act(command, at)}>
          {words}
          <span className="note">{back ? "bring back" : edges.length > 1 ? command.paths.length : ""}</span>
        </ContextMenu.Item>
      ))}
      <ContextMenu.Item className="menu-item" onSelect={() => select({ paths: edges.flatMap(({ paths }) => paths.map(({ id }) => id)) })}>
        Select all {edges.length > 1 ? "of these edges" : "of this edge"}
      </ContextMenu.Item>
    </>
  );
}

/** Whether all that would come was there before. */
function additionsBack(edges: readonly Edge[], cell: CellRecord, operation: string): boolean {
  const all = edges.flatMap((edge) => additionsTo(edge, ownerOf(cell), [operation]));
  return all.length > 0 && all.every(({ back }) => back);
}
