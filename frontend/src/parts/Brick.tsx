import type { CSSProperties } from "react";
import { inkOn, operationColour, studsOf } from "../core/operations";
import "./brick.css";

interface Props {
  readonly operation: string;
  readonly label?: string;
  /** In [0, 1]. */
  readonly opacity?: number;
  /** Another colour than the operation's, and what reads on it. */
  readonly colour?: string;
  readonly ink?: string;
  /** What reads on it at that opacity. */
  readonly letters?: string;
  /** How long a bar for the score is, in [0, 1]; null for none. */
  readonly share?: number | null;
}

/** An operation as a brick: its colour, its studs, and two or three letters for who cannot tell the colours apart. */
export function Brick({ operation, label, opacity = 1, colour = operationColour(operation), ink = inkOn(operation), letters = ink, share = null }: Props) {
  const style = {
    "--operation": colour,
    "--opacity": `${Math.round(opacity * 100)}%`,
    "--label-on-full": ink,
    "--label": letters,
  } as CSSProperties;
  return (
    <span className="brick" style={style} data-label={label} aria-hidden="true">
      {Array.from({ length: studsOf(operation) }, (_, i) => (
        <i key={i} />
      ))}
      {share !== null && <b style={{ width: `${Math.max(4, share * 100)}%` }} />}
    </span>
  );
}
