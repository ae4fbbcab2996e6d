import type { CSSProperties } from "react";
import { inkOn, operationColour, studsOf } from "../core/operations";
import "./brick.css";

interface Props {
  readonly operation: string;
  readonly label?: string;
  /** In [0, 1]. */
  readonly opacity?: number;
}

/** Above this opacity the label takes the colour that reads on the brick, below it that of the text around. */
const SOLID = 0.62;

/** An operation as a brick: its colour, its studs, and two or three letters for who cannot tell the colours apart. */
export function Brick({ operation, label, opacity = 1 }: Props) {
  const style = {
    "--operation": operationColour(operation),
    "--opacity": `${Math.round(opacity * 100)}%`,
    "--label-on-full": inkOn(operation),
    "--label": opacity > SOLID ? inkOn(operation) : "var(--ink)",
  } as CSSProperties;
  return (
    <span className="brick" style={style} aria-hidden="true">
      {Array.from({ length: studsOf(operation) }, (_, i) => (
        <i key={i} />
      ))}
      {label}
    </span>
  );
}
