import type { Catalogue } from "@schema";
import { useSyncExternalStore } from "react";
import { counted } from "../../core/chartFormat";
import { Button } from "../../parts/Button";
import type { DraftStore } from "./draftStore";

/** One line on what the template is, and why the last edit was refused. */
export function EditorWords({ store, catalogue }: { readonly store: DraftStore; readonly catalogue: Catalogue }) {
  const { template, saved } = useSyncExternalStore(store.subscribe, () => store.getState().draft);
  const message = useSyncExternalStore(store.subscribe, () => store.getState().messages.at(-1));
  const said = useSyncExternalStore(store.subscribe, () => store.getState().lastEvent);
  const shape = template.inputs.map((input) => input.shape.join("×")).join(", ");
  const classes = template.outputs[0]?.classes ?? 0;
  const fits = catalogue.datasets.filter((each) => each.input.shape.join("×") === shape && each.output.classes === classes);
  return (
    <div className="editor-words">
      <span>
        {counted(template.cells.length, "cell")} · {counted(template.paths.length, "path")} · {counted(template.channels, "channel")} · reads {shape}, tells {classes} classes apart
        {fits.length > 0 && ` · fits ${fits.map((each) => each.name).join(", ")}`}
        {saved === null && " · drag operations, nodes and cells from the palette on to the template"}
      </span>
      {message && (
        <span className={message.level === "error" ? "error" : undefined} role={message.level === "error" ? "alert" : "status"}>
          {message.title}
          {message.text && `: ${message.text}`} {message.action && <Button onClick={message.action.run}>{message.action.words}</Button>}
        </span>
      )}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  );
}
