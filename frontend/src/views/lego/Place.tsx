import { accepts, placeName, placing, type Target } from "../../core/placing";
import { putDown, useCarrying } from "../../parts/dragging";
import { useActing } from "./InPlace";

/** Where what is carried can be put: there only while something is carried that belongs there. */
export function Place({ target }: { readonly target: Target }) {
  const carrying = useCarrying();
  const { act, tell } = useActing();
  if (carrying === null || !accepts(target, carrying.what)) return null;
  const { what, words } = carrying;
  const put = (at: Element) => {
    const command = placing(target, what);
    if (command) void act(command, at);
    else tell("It is there already", `${words} is on offer at ${placeName(target)}.`, at);
    putDown();
  };
  return (
    <button
      type="button"
      className="place"
      data-kind={target.kind}
      aria-label={`Place ${words} here: ${placeName(target)}`}
      title={placeName(target)}
      onClick={(event) => {
        event.stopPropagation();
        put(event.currentTarget);
      }}
      onDragEnter={(event) => event.currentTarget.toggleAttribute("data-over", true)}
      onDragLeave={(event) => event.currentTarget.toggleAttribute("data-over", false)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        put(event.currentTarget);
      }}
    />
  );
}
