/** How the panels are arranged: the usual way, or as the person left them for a study. */
import type { DockviewApi, SerializedDockview } from "dockview-react";
import { forget, keep, kept, keysKept } from "../../parts/kept";
import { PANEL_IDS, PANELS, USUAL_PLACES, type PanelId } from "./panels";

/** Counts changes of what is kept that an older page's arrangement cannot answer. */
const VERSION = 3;
const PREFIX = "nas-navigator.panels";
/** Where a study without an arrangement of its own finds that of the study that was open last. */
const LATEST = `${PREFIX}.${VERSION}`;
const keyOf = (study: string): string => `${LATEST}:${study}`;

interface Arrangement {
  /** The panels that there were: one that is missing in the layout was hidden, unless it is newer than this list. */
  readonly known: readonly string[];
  readonly layout: SerializedDockview;
}

/** Arranges the panels as they were left, else the usual way. */
export function restored(api: DockviewApi, study: string): void {
  if (!restore(api, kept(keyOf(study))) && !restore(api, kept(LATEST))) arrange(api);
}

function restore(api: DockviewApi, stored: unknown): boolean {
  if (!isArrangement(stored)) return false;
  try {
    api.fromJSON(stored.layout);
    for (const id of PANEL_IDS) if (!stored.known.includes(id)) show(api, id);
    return api.panels.length > 0 && api.panels.every((panel) => panel.id in PANELS);
  } catch {
    // An arrangement of another version cannot be read; the usual one takes its place.
    api.clear();
    return false;
  }
}

function isArrangement(value: unknown): value is Arrangement {
  const { known, layout } = (value ?? {}) as Partial<Arrangement>;
  const panels = Object.keys(layout?.panels ?? {});
  return Array.isArray(known) && panels.length > 0 && panels.every((id) => id in PANELS);
}

/** Keeps every later change, for this study and for those that have none yet. */
export function keepArrangement(api: DockviewApi, study: string): void {
  const store = () => {
    const arrangement: Arrangement = { known: PANEL_IDS, layout: api.toJSON() };
    const kept = keep(keyOf(study), arrangement) || (forgetOthers(study) && keep(keyOf(study), arrangement));
    if (kept) keep(LATEST, arrangement);
  };
  api.onDidLayoutChange(store);
  // A panel that becomes as large as the dock, or no longer is, changes no layout; what is kept must know of both.
  api.onDidMaximizedGroupChange(store);
}

/** Makes room in a full browser: arrangements of other studies and of older pages go. */
function forgetOthers(study: string): boolean {
  const others = keysKept(PREFIX).filter((key) => key !== keyOf(study));
  others.forEach(forget);
  return others.length > 0;
}

/** The panels in their usual places and sizes. */
export function arrange(api: DockviewApi): void {
  api.clear();
  for (const id of PANEL_IDS) show(api, id);
  api.getPanel("information")?.api.setActive();
  // Each panel halves the one that it is put beside; only afterwards can all have their share.
  const size = (id: PanelId, width: number | null, height: number | null) =>
    api.getPanel(id)?.api.setSize({ ...(width !== null && { width }), ...(height !== null && { height }) });
  const wide = api.width >= 1680;
  size("palette", wide ? 248 : 216, Math.max(344, Math.round(api.height * 0.34)));
  size("map", Math.round(api.width * (wide ? 0.34 : 0.31)), Math.round(api.height * 0.64));
  size("lego", null, Math.round(api.height * (wide ? 0.72 : 0.71)));
  size("loss", Math.round(api.width * (wide ? 0.22 : 0.26)), null);
  api.getPanel("lego")?.api.setActive();
}

/** Shows a panel: where it is, else in its usual place. */
export function show(api: DockviewApi, id: PanelId): void {
  const there = api.getPanel(id);
  if (there) {
    there.api.setActive();
    return;
  }
  const beside = USUAL_PLACES[id].find(({ of }) => api.getPanel(of));
  const position = beside && { referencePanel: beside.of, direction: beside.to };
  api.addPanel({ id, title: PANELS[id], component: id, ...(position && { position }) });
}
