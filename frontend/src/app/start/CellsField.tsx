import { Button } from "../../parts/Button";

export type Kind = "normal" | "reduction";

interface Props {
  readonly cells: readonly Kind[];
  readonly change: (cells: readonly Kind[]) => void;
}

/** The row of cells: press one to change its kind. */
export function CellsField({ cells, change }: Props) {
  const turned = (at: number) => cells.map((kind, i) => (i === at ? other(kind) : kind));
  return (
    <fieldset className="field wide">
      <legend className="note">Cells, in order; press one to change its kind</legend>
      <div className="cells-field">
        {cells.map((kind, i) => (
          <Button key={i} aria-label={`cell ${i + 1}: ${kind}`} onClick={() => change(turned(i))}>
            {kind}
          </Button>
        ))}
        <Button icon="plus" aria-label="One cell more" why={cells.length < 60 ? "" : "60 cells are the most"} onClick={() => change([...cells, "normal"])} />
        <Button icon="close" aria-label="One cell fewer" why={cells.length > 1 ? "" : "one cell is the fewest"} onClick={() => change(cells.slice(0, -1))} />
      </div>
    </fieldset>
  );
}

const other = (kind: Kind): Kind => (kind === "normal" ? "reduction" : "normal");
