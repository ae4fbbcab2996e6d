import { useMemo, useState } from "react";
import { counted, duration } from "../../core/chartFormat";
import { bestCandidates } from "../../core/comparison";
import { useActions, useStudy } from "../../core/context";
import { comparableRuns } from "../../core/finalNetworks";
import { secondsAnEpoch } from "../../core/finishing";
import { shortId } from "../../core/names";
import { countProblem, FINAL_EPOCHS, MOST_EPOCHS, MOST_FINISHED } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { NumberInput } from "../../parts/NumberInput";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

type Initial = "scratch" | "inherited";
type Which = "best" | "several" | "selected";

/** How many of the best are offered first, where several are. */
const SEVERAL = 3;

/** Which candidates are finished, for how long, from which weights; and how long it will take. */
export function FinishForm({ close }: { readonly close: () => void }) {
  const { setView } = useActions();
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const selected = useStudy((s) => s.selection.candidates);
  const finished = useStudy((s) => comparableRuns(s.records.runs).length);
  const [which, setWhich] = useState<Which>(best === null ? "selected" : "best");
  const [count, setCount] = useState(SEVERAL);
  const [epochs, setEpochs] = useState(FINAL_EPOCHS);
  const [initial, setInitial] = useState<Initial>("scratch");
  const { refused, run, dismiss } = useAttempt();
  const ranked = useBest(which === "several" ? count : 0);
  const candidates = which === "several" ? ranked : which === "best" && best !== null ? [best] : selected;
  const problem = countProblem(epochs, MOST_EPOCHS, "epochs") || howMany(which, count, candidates.length);
  const submit = async () => {
    if (await run({ type: "finalize", candidates: [...candidates], epochs, initial })) close();
  };
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem) void submit();
      }}
    >
      <p className="note">Each network is trained on its own and then, once, measured on the test set.</p>
      <label className="field">
        Candidate
        <select className="input" value={which} onChange={(event) => setWhich(event.target.value as Which)}>
          {best !== null && <option value="best">best, {shortId(best)}</option>}
          {best !== null && <option value="several">several of the best</option>}
          {selected.length > 0 && (
            <option value="selected">selected, {selected.length === 1 ? shortId(selected[0]!) : `${selected.length} candidates`}</option>
          )}
        </select>
      </label>
      {which === "several" && (
        <label className="field">
          How many of the best
          <NumberInput min={1} max={MOST_FINISHED} required initial={count} onNumber={setCount} />
          <span className="note">{ranked.map(shortId).join(", ")}</span>
        </label>
      )}
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
      <Expected networks={candidates.length} epochs={epochs} />
      {problem && (
        <p className="error" role="status">
          {problem}
        </p>
      )}
      <Refused refused={refused} dismiss={dismiss} />
      <div className="actions">
        {finished > 0 && (
          <Button
            look="plain"
            onClick={() => {
              close();
              setView({ "final.open": "yes" });
            }}
          >
            Compare {counted(finished, "network")}
          </Button>
        )}
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" type="submit" why={problem}>
          {candidates.length > 1 ? `Train ${candidates.length} final networks` : "Train final network"}
        </Button>
      </div>
    </form>
  );
}

function useBest(count: number): readonly string[] {
  const candidates = useStudy((s) => s.records.candidates);
  const study = useStudy((s) => theStudy(s.records));
  return useMemo(() => (study && count > 0 ? bestCandidates(candidates, study, Math.min(count, MOST_FINISHED)) : []), [candidates, study, count]);
}

function howMany(which: Which, count: number, found: number): string {
  if (which === "several" && (countProblem(count, MOST_FINISHED, "candidates") || found > 0)) return countProblem(count, MOST_FINISHED, "candidates");
  if (found === 0) return "no candidate was measured with the current weights: search first, or select one";
  return found > MOST_FINISHED ? `at most ${MOST_FINISHED} candidates are finished at a time, ${found} are selected` : "";
}

/** How long it will take by the rate of earlier final networks. */
function Expected({ networks, epochs }: { readonly networks: number; readonly epochs: number }) {
  const rate = useStudy((s) => secondsAnEpoch(s.records.runs, s.records.epochs));
  if (rate === null) return <p className="note">How long it takes is known after the first one.</p>;
  const seconds = rate * networks * epochs;
  if (!Number.isFinite(seconds)) return null;
  return (
    <p className="note">
      About {duration(seconds)} (minutes and seconds), at {rate.toFixed(1)} s an epoch as measured before.
    </p>
  );
}
