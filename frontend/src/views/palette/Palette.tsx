import type { OperationEntry } from "@schema";
import type { ReactNode } from "react";
import { useStudy } from "../../core/context";
import type { Carried } from "../../core/placing";
import { Brick } from "../../parts/Brick";
import { draggable, pickUp, useCarrying } from "../../parts/dragging";
import "./palette.css";

/** What a template is built of: drag a part to its place, or press it and then the place. */
export function Palette() {
  const operations = useStudy((s) => s.catalogue.operations);
  return (
    <section className="view" aria-label="Palette">
      <div className="view-body">
        <ul className="palette" aria-label="Operations">
          {operations.map((operation) => (
            <Operation key={operation.id} operation={operation} />
          ))}
        </ul>
        <ul className="palette parts" aria-label="Nodes and cells">
          <Item what={{ kind: "node" }} words="node" hint="Drag it on to a cell: one node more, with every operation on its edges.">
            <span className="shape node" />
          </Item>
          <Item what={{ kind: "cell", cell: "normal" }} words="normal cell" hint="Drag it between two cells of the row. It keeps height and width.">
            <span className="shape normal" />
          </Item>
          <Item what={{ kind: "cell", cell: "reduction" }} words="reduction cell" hint="Drag it between two cells of the row. It halves height and width and doubles the channels.">
            <span className="shape reduction" />
          </Item>
        </ul>
        <Hint />
      </div>
    </section>
  );
}

/** Says what can be done with what is carried; a status, so that it is also heard. */
function Hint() {
  const carrying = useCarrying();
  return (
    <p className="palette-note" role="status">
      {carrying?.placing
        ? `Placing ${carrying.words}: choose a marked place with the arrow keys or the pointer. Enter places it, Escape puts it back.`
        : "Drag a part to its place in the lego view, or press it and then its place."}
    </p>
  );
}

function Operation({ operation }: { readonly operation: OperationEntry }) {
  const hint = `${operation.name}: ${operation.description} Drag it on to an edge, a node or a cell.`;
  return (
    <Item what={{ kind: "operation", operation: operation.id }} words={operation.name} hint={hint}>
      <Brick operation={operation.id} label={operation.short} />
    </Item>
  );
}

interface ItemProps {
  readonly what: Carried;
  readonly words: string;
  readonly hint: string;
  readonly children: ReactNode;
}

function Item({ what, words, hint, children }: ItemProps) {
  const carrying = useCarrying();
  const mine = carrying?.placing === true && carrying.words === words;
  return (
    <li>
      <button
        type="button"
        className="palette-item"
        title={hint}
        aria-pressed={mine}
        {...draggable(what, words)}
        onClick={(event) => pickUp(what, words, event.currentTarget)}
      >
        <span className="palette-brick">{children}</span>
        <span className="palette-name">{words}</span>
      </button>
    </li>
  );
}
