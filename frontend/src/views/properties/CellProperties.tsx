import type { CellRecord } from "@schema";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { widthMeans } from "../../core/edits";
import { cellName } from "../../core/names";
import { cellsInOrder, ownerOf, pathsByCell } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { EditButton, useHeldField } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { RemovingCell } from "../../parts/RemovingCell";
import { useAttempt } from "../../parts/useAttempt";
import { Facts, type Fact } from "./Facts";

const MOST_NODES = 12;

/** A cell: its place and its nodes can be changed here. */
export function CellProperties({ cell }: { readonly cell: CellRecord }) {
  const { select } = useActions();
  const { run, refused, dismiss } = useAttempt();
  const meaning = useStudy((s) => widthMeans(s.records));
  const [leaving, setLeaving] = useState(false);
  const cells = useStudy((s) => s.records.cells);
  const row = useStudy((s) => cellsInOrder(s.records.cells));
  const paths = useStudy((s) => pathsByCell(s.records.paths).get(ownerOf(cell)));
  const input = (id: string) => (cells[id] ? cellName(cells[id]) : id);
  const owner = cell.tied_to === null ? undefined : cells[cell.tied_to];
  const move = (position: number) => void run({ type: "move_cell", cell: cell.id, position });
  const resize = (nodes: number) => void run({ type: "set_cell_nodes", cell: cell.id, nodes });
  const facts: readonly Fact[] = [
    { name: "kind", value: cell.kind, meaning: MEANINGS[cell.kind] ?? "" },
    { name: "position", value: <Count name="position" value={cell.position + 1} most={row.length} change={(place) => move(place - 1)} /> },
    { name: "nodes", value: <Count name="nodes" value={cell.nodes} most={MOST_NODES} change={resize} /> },
    { name: "inputs", value: cell.inputs.map(input).join(", ") },
    { name: "paths", value: paths?.length ?? 0 },
    ...(owner ? [{ name: "tied to", value: cellName(owner), meaning: "It uses that cell’s choice of paths, with weights of its own." }] : []),
    { name: "active paths a node", value: choice(cell), meaning: "How many of the paths into a node a candidate uses." },
  ];
  return (
    <>
      <h2 className="property-title">{cellName(cell)}</h2>
      <Facts facts={facts} />
      <p className="property-note">{meaning}</p>
      <div className="property-actions">
        {paths && <Button onClick={() => select({ paths: paths.map(({ id }) => id) })}>Select its {paths.length} paths</Button>}
        <RemovingCell cell={cell} open={leaving} remove={() => void run({ type: "remove_cell", cell: cell.id })} close={() => setLeaving(false)}>
          <EditButton why={row.length > 1 ? "" : "A template needs at least one cell"} aria-haspopup="dialog" onClick={() => setLeaving(true)}>
            Remove cell …
          </EditButton>
        </RemovingCell>
        <Refused refused={refused} dismiss={dismiss} />
      </div>
    </>
  );
}

const MEANINGS: Readonly<Record<string, string>> = {
  normal: "Keeps height, width and channels.",
  reduction: "Halves height and width and doubles the channels.",
};

interface CountProps {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  readonly change: (value: number) => void;
}

function Count({ name, value, most, change }: CountProps) {
  const { disabled, title } = useHeldField();
  return (
    <select className="input" aria-label={name} value={value} disabled={disabled} title={title} onChange={(event) => change(Number(event.target.value))}>
      {Array.from({ length: most }, (_, i) => (
        <option key={i}>{i + 1}</option>
      ))}
    </select>
  );
}

function choice({ choice }: CellRecord): string {
  if (choice.type === "per_edge") return "one an edge";
  return choice.minimum === choice.maximum ? String(choice.minimum) : `${choice.minimum} to ${choice.maximum}`;
}
