import type { PathRecord } from "@schema";
import { memo, type CSSProperties } from "react";
import type { Look } from "../../core/brickLook";
import { counted, decimal } from "../../core/chartFormat";
import { Brick } from "../../parts/Brick";

interface Props {
  readonly path: PathRecord;
  readonly name: string;
  readonly label: string;
  readonly look: Look | undefined;
  readonly score: number | null;
  /** One brick of a board takes part in tabbing; arrow keys reach the others. */
  readonly inTabOrder: boolean;
  readonly style?: CSSProperties;
}

function Drawn({ path, name, label, look, score, inTabOrder, style }: Props) {
  const removed = path.state === "removed";
  return (
    <button
      type="button"
      className="path"
      data-path={path.id}
      data-state={path.state}
      data-trained={path.trained}
      aria-label={name}
      aria-description={describe(path, score)}
      tabIndex={inTabOrder ? 0 : -1}
      style={style}
    >
      <Brick operation={path.operation} label={label} {...look} {...(removed && { opacity: 0, letters: "var(--ink)", share: null })} />
      {path.state === "fixed" && <span className="pin" />}
    </button>
  );
}

/** Such as 'fixed, trained for 10 epochs, score 0.061'. */
function describe(path: PathRecord, score: number | null): string {
  const trained = path.trained ? `trained for ${counted(path.trained_epochs, "epoch")}` : "not trained yet";
  return [path.state, trained, score === null ? "no score yet" : `score ${decimal(score)}`].join(", ");
}

export const PathBrick = memo(Drawn);
