import { Popover } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy, type StudyState } from "../../core/context";
import { shortId } from "../../core/names";
import { availability, countProblem, FINAL_EPOCHS, MOST_EPOCHS } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { NumberInput } from "../../parts/NumberInput";

type Initial = "scratch" | "inherited";

const NOBODY = "no candidate was evaluated yet: search first, or select one on the map";

const someone = ({ records, selection }: StudyState): boolean =>
  theStudy(records)?.best_candidate != null || selection.candidates.length > 0;

/** Trains the best or the selected candidates on their own and tests them once. */
export function FinishDialog() {
  const why = useStudy((s) => availability(s.records, "finalize").reason || (someone(s) ? "" : NOBODY));
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={(next) => setOpen(next && !why)}>
      <Popover.Trigger asChild>
        <Button why={why} title="Train a candidate on its own and report its test accuracy">
          Finish
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} aria-label="Finish">
          <Form close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Form({ close }: { readonly close: () => void }) {
  const { send } = useActions();
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const selected = useStudy((s) => s.selection.candidates);
  const [which, setWhich] = useState<"best" | "selected">(best === null ? "selected" : "best");
  const [epochs, setEpochs] = useState(FINAL_EPOCHS);
  const [initial, setInitial] = useState<Initial>("scratch");
  const candidates = which === "best" && best !== null ? [best] : [...selected];
  const submit = async () => {
    if (await send({ type: "finalize", candidates, epochs, initial })) close();
  };
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="note">The network is trained on its own and then, once, measured on the test set.</p>
      <label className="field">
        Candidate
        <select className="input" value={which} onChange={(event) => setWhich(event.target.value as typeof which)}>
          {best !== null && <option value="best">best, {shortId(best)}</option>}
          {selected.length > 0 && (
            <option value="selected">selected, {selected.length === 1 ? shortId(selected[0]!) : `${selected.length} candidates`}</option>
          )}
        </select>
      </label>
      <label className="field">
        Epochs of the final network
        <NumberInput min={1} max={MOST_EPOCHS} required initial={epochs} onNumber={setEpochs} />
      </label>
      <label className="field">
        Weights at the start
        <select className="input" value={initial} onChange={(event) => setInitial(event.target.value as Initial)}>
          <option value="scratch">from scratch</option>
          <option value="inherited">inherited from the template</option>
        </select>
      </label>
      <div className="actions">
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" type="submit" why={countProblem(epochs, MOST_EPOCHS, "epochs")}>
          Train final network
        </Button>
      </div>
    </form>
  );
}
