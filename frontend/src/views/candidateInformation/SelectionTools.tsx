/** How many paths are selected, and what can be done with all of them at once. */
import { counted } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { Button } from "../../parts/Button";

const NONE = "Select paths first: drag a box over dots, or click one";

export function SelectionTools() {
  const selected = useStudy((state) => state.selection.paths);
  const actions = useActions();
  const why = selected.length === 0 ? NONE : "";
  return (
    <>
      <span className="info-count" role="status">
        {counted(selected.length, "path")} selected
      </span>
      <Button
        why={why}
        title="The search never chooses these paths from now on; their weights are kept"
        onClick={() => void actions.send({ type: "remove_paths", paths: [...selected] })}
      >
        Remove
      </Button>
      <Button
        why={why}
        title="Every candidate contains these paths from now on"
        onClick={() => void actions.send({ type: "fix_paths", paths: [...selected] })}
      >
        Fix
      </Button>
    </>
  );
}
