import { IterationCounter } from "../../views/iterationCounter/IterationCounter";
import { addressOf, go } from "../route";
import type { ThemeChoice } from "../theme";
import { Connection } from "./Connection";
import { ExportMenu } from "./ExportMenu";
import { FinishDialog } from "./FinishDialog";
import { RunControls } from "./RunControls";
import { StudyMenu } from "./StudyMenu";
import { ThemeMenu } from "./ThemeMenu";
import { TrainingSettings } from "./TrainingSettings";
import { UndoButtons } from "./UndoButtons";

export function MenuBar({ theme }: { readonly theme: ThemeChoice }) {
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
      <RunControls />
      <IterationCounter />
      <span className="bar-end">
        <UndoButtons />
        <FinishDialog />
        <ExportMenu />
        <ThemeMenu theme={theme} />
        <Connection />
      </span>
    </header>
  );
}
