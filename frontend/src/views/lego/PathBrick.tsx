import type { PathRecord } from "@schema";
import { memo } from "react";
import { decimal } from "../../core/chartFormat";
import { Brick } from "../../parts/Brick";

interface Props {
  readonly path: PathRecord;
  readonly name: string;
  readonly label: string;
  /** In [0, 1]. */
  readonly opacity: number;
  readonly score: number | null;
  /** One brick of a board takes part in tabbing; arrow keys reach the others. */
  readonly inTabOrder: boolean;
}

function Drawn({ path, name, label, opacity, score, inTabOrder }: Props) {
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
    >
      <Brick operation={path.operation} label={label} opacity={path.state === "removed" ? 0 : opacity} />
      {path.state === "fixed" && <span className="pin" />}
    </button>
  );
}

/** Such as 'fixed, trained for 10 epochs, score 0.061'. */
function describe(path: PathRecord, score: number | null): string {
  const trained = path.trained ? `trained for ${path.trained_epochs} epochs` : "not trained yet";
  return [path.state, trained, score === null ? "no score yet" : `score ${decimal(score)}`].join(", ");
}

export const PathBrick = memo(Drawn);
