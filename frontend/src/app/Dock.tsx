import { DockviewReact, type IDockviewPanelHeaderProps, type DockviewApi, type DockviewReadyEvent, type SerializedDockview } from "dockview-react";
import "dockview-react/dist/styles/dockview.css";
import { CandidateInformation } from "../views/candidateInformation/CandidateInformation";
import { Candidates } from "../views/candidates/Candidates";
import { LegoView } from "../views/lego/LegoView";
import { LossChart } from "../views/lossChart/LossChart";
import { Palette } from "../views/palette/Palette";
import { Properties } from "../views/properties/Properties";
import { SearchSpace } from "../views/searchSpace/SearchSpace";
import { Timeline } from "../views/timeline/Timeline";
import "./dock.css";

const components = {
  palette: Palette,
  properties: Properties,
  lego: LegoView,
  map: SearchSpace,
  loss: LossChart,
  timeline: Timeline,
  information: CandidateInformation,
  candidates: Candidates,
};

const THEME = { name: "nas-navigator", className: "dock" };
const KEY = "nas-navigator.panels.2";

/** The panels, arranged as the person left them in this browser. */
export function Dock() {
  return (
    <DockviewReact
      theme={THEME}
      components={components}
      defaultTabComponent={Tab}
      onReady={ready}
      disableFloatingGroups
    />
  );
}

/** A panel's name. Panels can be moved but not closed, since every one of them is part of the study's picture. */
function Tab({ api }: IDockviewPanelHeaderProps) {
  return <span className="tab-name">{api.title}</span>;
}

function ready({ api }: DockviewReadyEvent): void {
  // Each view is a landmark itself; the frame around it must not be a second one of the same name.
  api.onDidAddGroup(({ element }) => element.setAttribute("role", "group"));
  if (!restored(api)) arrange(api);
  api.onDidLayoutChange(() => localStorage.setItem(KEY, JSON.stringify(api.toJSON())));
}

function restored(api: DockviewApi): boolean {
  const kept = localStorage.getItem(KEY);
  if (kept === null) return false;
  try {
    api.fromJSON(JSON.parse(kept) as SerializedDockview);
    return api.panels.length === Object.keys(components).length;
  } catch {
    // An arrangement of another version cannot be read; the usual one takes its place.
    api.clear();
    return false;
  }
}

type Place = "left" | "right" | "below" | "within";

function arrange(api: DockviewApi): void {
  api.clear();
  const add = (id: keyof typeof components, title: string, place?: { of: string; to: Place }) =>
    api.addPanel({
      id,
      title,
      component: id,
      ...(place && { position: { referencePanel: place.of, direction: place.to } }),
    });
  const palette = add("palette", "Palette");
  const lego = add("lego", "Lego view", { of: "palette", to: "right" });
  const map = add("map", "Search space", { of: "lego", to: "right" });
  add("information", "Candidate information", { of: "map", to: "below" });
  add("candidates", "Candidates", { of: "information", to: "within" });
  api.getPanel("information")?.api.setActive();
  add("loss", "Loss chart", { of: "lego", to: "below" });
  add("timeline", "Timeline", { of: "loss", to: "right" });
  add("properties", "Properties", { of: "palette", to: "below" });
  // Each panel halves the one that it is put beside; only afterwards can all have their share.
  palette.api.setSize({ width: 216, height: 344 });
  map.api.setSize({ width: api.width * 0.31, height: api.height * 0.69 });
  lego.api.setSize({ height: api.height * 0.71 });
}
