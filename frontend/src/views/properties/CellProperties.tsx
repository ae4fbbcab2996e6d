import type { CellRecord } from "@schema";
import { useActions, useStudy } from "../../core/context";
import { cellName } from "../../core/names";
import { ownerOf, pathsByCell } from "../../core/selectors";
import { Facts, type Fact } from "./Facts";

const MOST_NODES = 12;

interface Props {
  readonly cell: CellRecord;
  /** How many candidates are selected. */
  readonly selected: number;
}

export function CellProperties({ cell, selected }: Props) {
  const { send } = useActions();
  const cells = useStudy((s) => s.records.cells);
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell))?.length ?? 0);
  const input = (id: string) => (cells[id] ? cellName(cells[id]) : id);
  const owner = cell.tied_to === null ? undefined : cells[cell.tied_to];
  const nodes = (
    <select
      className="input"
      aria-label="nodes"
      value={cell.nodes}
      onChange={(event) => void send({ type: "set_cell_nodes", cell: cell.id, nodes: Number(event.target.value) })}
    >
      {Array.from({ length: MOST_NODES }, (_, i) => (
        <option key={i}>{i + 1}</option>
      ))}
    </select>
  );
  const facts: readonly Fact[] = [
    ...(selected > 0 ? [{ name: "candidates selected", value: selected }] : []),
    { name: "nodes", value: nodes },
    { name: "inputs", value: cell.inputs.map(input).join(", ") },
    { name: "paths", value: paths },
    ...(owner ? [{ name: "tied to", value: cellName(owner), meaning: "It uses that cell’s choice of paths, with weights of its own." }] : []),
    { name: "active paths a node", value: choice(cell) },
  ];
  return (
    <>
      <h2 className="property-title">{cellName(cell)}</h2>
      <Facts facts={facts} />
      <p className="empty">Select a brick or a dot to see what it is and to steer it.</p>
    </>
  );
}

function choice({ choice }: CellRecord): string {
  if (choice.type === "per_edge") return "one an edge";
  return choice.minimum === choice.maximum ? String(choice.minimum) : `${choice.minimum} to ${choice.maximum}`;
}
