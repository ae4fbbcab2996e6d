import type { Refused as Reason } from "../core/context";
import { Button } from "./Button";
import "./refused.css";

interface Props {
  readonly refused: Reason | null;
  /** How it is read and gone; without it the reason stays until what was asked for is asked for anew. */
  readonly dismiss?: () => void;
}

/** Why what was asked for was not done, where it was asked for. */
export function Refused({ refused, dismiss }: Props) {
  if (!refused) return null;
  return (
    <div className="refused" role="alert">
      <p>
        <b>{refused.title}{refused.text && ":"}</b> {refused.text}
      </p>
      {dismiss && <Button icon="close" look="plain" aria-label="Dismiss" onClick={dismiss} />}
    </div>
  );
}
