import { SET_OPERATIONS } from "../../core/setOperations";
import { Button } from "../../parts/Button";
import { useSetOperations } from "./setOperations";

/** ∪ ∩ ∁ over what is selected or named on the map. */
export function SetButtons() {
  const { open, toggle, why } = useSetOperations();
  return (
    <span className="group" role="group" aria-label="Set operations">
      {SET_OPERATIONS.map(({ id, sign, name, meaning }) => (
        <Button
          key={id}
          className="sign"
          aria-label={`${name} ${sign}`}
          aria-pressed={open === id}
          title={`${name}: ${meaning}`}
          why={why(id) && `${name}: ${why(id)}`}
          onClick={() => toggle(id)}
        >
          {sign}
        </Button>
      ))}
    </span>
  );
}
