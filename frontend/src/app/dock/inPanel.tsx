import type { ComponentType } from "react";
import { PanelBoundary } from "./PanelBoundary";

/** A view as a panel: when it fails, only its own panel does. */
export function inPanel(View: ComponentType) {
  return function Panel({ api }: { readonly api: { readonly title: string | undefined } }) {
    return (
      <PanelBoundary title={api.title ?? ""}>
        <View />
      </PanelBoundary>
    );
  };
}
