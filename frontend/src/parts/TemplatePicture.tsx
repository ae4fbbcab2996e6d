import type { CellPicture } from "@schema";
import { counted } from "../core/chartFormat";
import { operationColour } from "../core/operations";
import "./templatePicture.css";

interface Props {
  readonly cells: readonly CellPicture[];
  /** The ids of the operations in the catalogue's order: each keeps its row. */
  readonly operations: readonly string[];
}

const BRICK = { width: 9, height: 5, gap: 2 };
const PAD = 5;
const JOIN = 10;
const END = 12;

/** A template from its stem to its classifier: a block a cell, a column a node, a brick for each operation into it. */
export function TemplatePicture({ cells, operations }: Props) {
  const used = operations.filter((each) => cells.some((cell) => cell.nodes.some((node) => each in node)));
  const height = used.length * (BRICK.height + BRICK.gap) - BRICK.gap + 2 * PAD;
  const blocks = placed(cells);
  const width = (blocks.at(-1)?.end ?? 0) + JOIN + END;
  return (
    <svg className="template-picture" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMinYMid meet" role="img" aria-label={words(cells)}>
      <line x1={END} x2={width - END} y1={height / 2} y2={height / 2} />
      <rect className="end" x={0.5} y={height / 4} width={END - 1} height={height / 2} rx={2} />
      {blocks.map(({ cell, x, end }, i) => (
        <g key={i} transform={`translate(${x} 0)`}>
          <path className="block" data-tied={cell.tied} d={outline(cell, end - x, height)} />
          {cell.nodes.map((node, column) =>
            used.map((operation, row) => operation in node && (
              <rect
                key={`${column} ${operation}`}
                x={PAD + column * (BRICK.width + BRICK.gap)}
                y={PAD + row * (BRICK.height + BRICK.gap)}
                width={BRICK.width}
                height={BRICK.height}
                rx={1}
                fill={operationColour(operation)}
              />
            )),
          )}
        </g>
      ))}
      <rect className="end" x={width - END + 0.5} y={height / 4} width={END - 1} height={height / 2} rx={2} />
    </svg>
  );
}

interface Block {
  readonly cell: CellPicture;
  readonly x: number;
  readonly end: number;
}

function placed(cells: readonly CellPicture[]): readonly Block[] {
  return cells.reduce<Block[]>((before, cell) => {
    const x = (before.at(-1)?.end ?? END) + JOIN;
    return [...before, { cell, x, end: x + cell.nodes.length * (BRICK.width + BRICK.gap) - BRICK.gap + 2 * PAD }];
  }, []);
}

/** A cell that halves height and width is cut at its far corners. */
function outline({ kind }: CellPicture, width: number, height: number): string {
  const cut = kind === "reduction" ? PAD : 0;
  return `M.5 .5H${width - cut - 0.5}L${width - 0.5} ${cut + 0.5}V${height - cut - 0.5}L${width - cut - 0.5} ${height - 0.5}H.5Z`;
}

function words(cells: readonly CellPicture[]): string {
  const each = cells.slice(0, 12).map((cell) => `${cell.kind} of ${counted(cell.nodes.length, "node")}`);
  return `${counted(cells.length, "cell")}: ${each.join(", ")}${cells.length > 12 ? ", …" : ""}`;
}
