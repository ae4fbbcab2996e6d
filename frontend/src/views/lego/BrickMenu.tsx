import type { CellRecord } from "@schema";
import { ContextMenu } from "radix-ui";
import type { ReactNode } from "react";
import { edgeKey, type Edge } from "../../core/board";
import { EdgeItems, NodeItems } from "./EdgeItems";
import { PathItems } from "./PathItems";

/** The brick, the plate and the node at which a menu was asked for, by id. */
export interface MenuTarget {
  readonly path: string | null;
  readonly edge: string | null;
  readonly node: string | null;
  readonly cell: string | null;
  readonly at: Element | null;
}

export const NOWHERE: MenuTarget = { path: null, edge: null, node: null, cell: null, at: null };

export function targetAt(target: EventTarget): MenuTarget {
  if (!(target instanceof Element)) return NOWHERE;
  const read = (name: string) => target.closest(`[${name}]`)?.getAttribute(name) ?? null;
  return { path: read("data-path"), edge: read("data-edge"), node: read("data-node"), cell: read("data-cell"), at: target.closest("[data-path], [data-edge], [data-node]") };
}

interface Props {
  readonly target: MenuTarget;
  readonly edges: readonly Edge[];
  readonly cell: CellRecord | null;
  readonly children: ReactNode;
}

/** The menu of a brick and of the plate that it lies on, or of a node. */
export function BrickMenu({ target, edges, cell, children }: Props) {
  const edge = edges.find((each) => edgeKey(each) === target.edge) ?? null;
  const into = edges.filter((each) => each.target === target.node);
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild disabled={target.at === null}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          {target.path !== null && <PathItems path={target.path} at={target.at} />}
          {edge !== null && cell && <EdgeItems edges={[edge]} cell={cell} at={target.at} alone={target.path === null} />}
          {target.node !== null && cell && <NodeItems node={target.node} edges={into} cell={cell} at={target.at} />}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
