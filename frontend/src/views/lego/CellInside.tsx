import type { CellRecord } from "@schema";
import { memo, useRef } from "react";
import { useStudy } from "../../core/context";
import type { CellGraph, Wire } from "../../core/graphCell";
import { pathNames, vertexName } from "../../core/names";
import { operationColour } from "../../core/operations";
import { scoreByPath } from "../../core/selectors";
import { NodeHead } from "./NodeHead";
import { PathBrick } from "./PathBrick";
import { Place } from "./Place";
import { useLooks } from "./useLooks";
import { useMarks } from "./useMarks";

interface Props {
  readonly cell: CellRecord;
  readonly graph: CellGraph;
}

/** An opened cell of the graph: lines in one picture, and on each the bricks of its operations. */
export const CellInside = memo(function CellInside({ cell, graph }: Props) {
  const root = useRef<HTMLDivElement>(null);
  useMarks(root, graph);
  const first = graph.wires.find(({ studs }) => studs.length > 0)?.studs[0]?.path.id;
  return (
    <div ref={root} className="cell-inside" style={{ width: graph.width, height: graph.height }}>
      <Wires graph={graph} />
      {graph.vertices.map(({ id, label, x, y, width, height }) => (
        <div key={id} className="vertex" data-vertex={id} style={{ left: x, top: y, width, height }}>
          {id.startsWith("n") ? (
            <NodeHead cell={cell} node={id} label={label} edges={graph.wires.filter(({ edge }) => edge.target === id).map(({ edge }) => edge)} />
          ) : (
            label
          )}
        </div>
      ))}
      {graph.wires.map((wire) => (
        <WirePlate key={wire.key} wire={wire} cell={cell} first={first} />
      ))}
    </div>
  );
});

function Wires({ graph }: { readonly graph: CellGraph }) {
  return (
    <svg width={graph.width} height={graph.height} aria-hidden="true">
      {graph.outputs.map(({ key, line, sure }) => (
        <path key={key} d={line} className="output" data-sure={sure} />
      ))}
      {graph.wires.map(({ key, line, studs }) => (
        <path
          key={key}
          d={line}
          className="wire"
          data-wire-paths={studs.map(({ path }) => path.id).join(" ")}
          data-wire-colours={studs.map(({ path }) => operationColour(path.operation)).join(" ")}
        />
      ))}
    </svg>
  );
}

interface WireProps {
  readonly wire: Wire;
  readonly cell: CellRecord;
  /** The brick of the cell that takes part in tabbing. */
  readonly first: string | undefined;
}

function WirePlate({ wire, cell, first }: WireProps) {
  const { edge, plate, studs } = wire;
  const operations = useStudy((s) => s.catalogue.operations);
  const names = useStudy((s) => pathNames(s.records, s.catalogue.operations));
  const scores = useStudy((s) => scoreByPath(s.records.scores));
  const looks = useLooks();
  return (
    <div
      className="plate wire-plate"
      role="group"
      data-edge={wire.key}
      aria-label={`${vertexName(edge.source)} to ${vertexName(edge.target)}`}
      style={{ left: plate.x, top: plate.y, width: plate.width, height: plate.height }}
    >
      {studs.map(({ path }) => (
        <PathBrick
          key={path.id}
          path={path}
          name={names.get(path.id) ?? path.id}
          label={operations.find((each) => each.id === path.operation)?.short ?? "?"}
          look={looks.get(path.id)}
          score={scores.get(path.id)?.score ?? null}
          inTabOrder={path.id === first}
        />
      ))}
      <Place target={{ kind: "edge", cell, edge }} />
    </div>
  );
}
