import { DockviewReact, type DockviewReadyEvent } from "dockview-react";
import "dockview-react/dist/styles/dockview.css";
import { useStudy } from "../core/context";
import { CandidateInformation } from "../views/candidateInformation/CandidateInformation";
import { Candidates } from "../views/candidates/Candidates";
import { LegoView } from "../views/lego/LegoView";
import { LossChart } from "../views/lossChart/LossChart";
import { Palette } from "../views/palette/Palette";
import { Properties } from "../views/properties/Properties";
import { SearchSpace } from "../views/searchSpace/SearchSpace";
import { Timeline } from "../views/timeline/Timeline";
import { keepArrangement, restored } from "./dock/arrangement";
import { docked } from "./dock/dockStore";
import { GroupTools } from "./dock/GroupTools";
import { inPanel } from "./dock/inPanel";
import type { PanelId } from "./dock/panels";
import { PanelTab } from "./dock/PanelTab";
import "./dock/dock.css";

/** What each panel shows. Its title and usual place are in `dock/panels.ts`. */
const components: Readonly<Record<PanelId, ReturnType<typeof inPanel>>> = {
  palette: inPanel(Palette),
  properties: inPanel(Properties),
  lego: inPanel(LegoView),
  map: inPanel(SearchSpace),
  loss: inPanel(LossChart),
  timeline: inPanel(Timeline),
  information: inPanel(CandidateInformation),
  candidates: inPanel(Candidates),
};

const THEME = { name: "nas-navigator", className: "dock" };

/** The panels, arranged as the person left them for this study in this browser. */
export function Dock() {
  const study = useStudy((s) => s.studyId);
  const ready = ({ api }: DockviewReadyEvent) => {
    // Each view is a landmark itself; the frame around it must not be a second one of the same name.
    api.onDidAddGroup(({ element }) => element.setAttribute("role", "group"));
    restored(api, study);
    docked(api);
    keepArrangement(api, study);
  };
  return (
    <main className="dock-frame" aria-label="Panels">
      <DockviewReact
        theme={THEME}
        components={components}
        defaultTabComponent={PanelTab}
        rightHeaderActionsComponent={GroupTools}
        onReady={ready}
        disableFloatingGroups
      />
    </main>
  );
}
