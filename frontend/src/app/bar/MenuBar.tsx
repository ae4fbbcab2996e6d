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
        href={addressOf(null)}
        onClick={(event) => {
          event.preventDefault();
          go(null);
        }}
      >
        NAS-Navigator
      </a>
      <StudyMenu />
      <TrainingSettings />
      <RunControls />
      <IterationCounter />
      <span className="spacer" />
      <UndoButtons />
      <FinishDialog />
      <ExportMenu />
      <ThemeMenu theme={theme} />
      <Connection />
    </header>
  );
}
