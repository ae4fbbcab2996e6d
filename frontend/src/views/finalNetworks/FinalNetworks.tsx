import { Dialog } from "radix-ui";
import { useMemo } from "react";
import { useStudy, useViewState } from "../../core/context";
import { comparableRuns, intervalsExtent, verdicts } from "../../core/finalNetworks";
import { Button } from "../../parts/Button";
import { Confusions } from "./Confusions";
import { Curves } from "./Curves";
import "./finalNetworks.css";
import { RunsTable } from "./RunsTable";

/** The final networks side by side, over the page; opened from wherever one of them is shown. */
export function FinalNetworks() {
  const [open, setOpen] = useViewState("final.open", "no", ["yes", "no"]);
  const networks = useStudy((s) => comparableRuns(s.records.runs));
  return (
    <Dialog.Root open={open === "yes"} onOpenChange={(next) => setOpen(next ? "yes" : "no")}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="dialog final" aria-describedby={undefined}>
          <div className="final-head">
            <Dialog.Title>Final networks</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="plain" icon="close" aria-label="Close" />
            </Dialog.Close>
          </div>
          {networks.length === 0 ? (
            <p className="empty">None yet. Finish a candidate (in the menu bar, or in the properties of a candidate): it is trained on its own and measured once on the test set.</p>
          ) : (
            <Compared />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Compared() {
  const networks = useStudy((s) => comparableRuns(s.records.runs));
  const said = useMemo(() => verdicts(networks), [networks]);
  const range = useMemo(() => intervalsExtent(networks), [networks]);
  return (
    <>
      <RunsTable networks={networks} verdicts={said} range={range} />
      <Curves networks={networks} />
      <Confusions networks={networks} />
    </>
  );
}
