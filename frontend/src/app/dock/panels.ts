/** The panels that there are, and where each usually is. */
export const PANELS = {
  palette: "Palette",
  lego: "Lego view",
  map: "Search space",
  information: "Candidate information",
  candidates: "Candidates",
  loss: "Loss chart",
  timeline: "Timeline",
  properties: "Properties",
} as const;

export type PanelId = keyof typeof PANELS;
export const PANEL_IDS = Object.keys(PANELS) as PanelId[];

export type Place = "left" | "right" | "above" | "below" | "within";

interface Beside {
  readonly of: PanelId;
  readonly to: Place;
}

/**
 * Beside which panels each one is put, in the order in which they are added: the first of them that is there counts.
 * The first panel of all needs no neighbour.
 */
export const USUAL_PLACES: Readonly<Record<PanelId, readonly Beside[]>> = {
  palette: [{ of: "properties", to: "above" }, { of: "lego", to: "left" }],
  lego: [{ of: "palette", to: "right" }, { of: "map", to: "left" }],
  map: [{ of: "information", to: "above" }, { of: "candidates", to: "above" }, { of: "lego", to: "right" }],
  information: [{ of: "candidates", to: "within" }, { of: "map", to: "below" }],
  candidates: [{ of: "information", to: "within" }, { of: "map", to: "below" }],
  loss: [{ of: "timeline", to: "left" }, { of: "lego", to: "below" }],
  timeline: [{ of: "loss", to: "right" }, { of: "lego", to: "below" }],
  properties: [{ of: "palette", to: "below" }, { of: "lego", to: "left" }],
};
