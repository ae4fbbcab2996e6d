import { useStudy } from "../../core/context";
import { IterationCounter } from "../../views/iterationCounter/IterationCounter";
import { addressOf, go } from "../route";
import { People } from "../people/People";
import type { ThemeChoice } from "../theme";
import { Connection } from "./Connection";
import { ExportMenu } from "./ExportMenu";
import { FinishDialog } from "./FinishDialog";
import { MoreMenu } from "./MoreMenu";
import { RunControls } from "./RunControls";
import { SetButtons } from "./SetButtons";
import { StudyMenu } from "./StudyMenu";
import { ThemeMenu } from "./ThemeMenu";
import { TrainingSettings } from "./TrainingSettings";
import { UndoButtons } from "./UndoButtons";
import { useNarrow } from "./useNarrow";
import "./bar.css";

export function MenuBar({ theme }: { readonly theme: ThemeChoice }) {
  const narrow = useNarrow();
  // What was is not steered; and it is whole, whether the connection is or not.
  const past = useStudy((s) => s.moment !== null);
  return (
    <header className="banner">
      <a
        className="brand"
        title="All studies"
        href={addressOf(null)}
        onClick={(event) => {
          event.preventDefault();
          go(null);
        }}
      >
        <img src="/icon.svg" alt="" width="20" height="20" />
        <span className="word">NAS-Navigator</span>
      </a>
      <StudyMenu />
      <TrainingSettings />
      {!past && <RunControls />}
      <IterationCounter />
      <span className="bar-end">
        {!narrow && <SetButtons />}
        {!past && <UndoButtons />}
        <span className="group" data-tour="finish">
          {!past && <FinishDialog />}
          <ExportMenu />
        </span>
        {!narrow && <ThemeMenu theme={theme} />}
        <MoreMenu theme={theme} />
        {!past && <People />}
        {!past && <Connection />}
      </span>
    </header>
  );
}
