/** What can be done with the selected candidates: evaluate them, compare two, finish some. */
import { useMemo } from "react";
import { counted } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { availability, FINAL_EPOCHS } from "../../core/phases";
import { whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

/** Each is trained on its own from scratch: more than this in one go is a slip of the hand. */
const MOST_FINISHED = 8;
/** How many one command may evaluate. */
const MOST_EVALUATED = 10_000;

export function SelectedActions({ selected }: { readonly selected: readonly string[] }) {
  const candidates = useStudy((state) => state.records.candidates);
  const unavailable = useStudy((state) => availability(state.records, "finalize").reason);
  const { select } = useActions();
  const place = useAttempt();
  const waiting = useMemo(() => selected.filter((id) => candidates[id]?.evaluated === false), [selected, candidates]);
  const [first, second] = selected;
  const evaluate = () =>
    void place.run({ type: "evaluate_candidates", candidates: waiting.slice(0, MOST_EVALUATED) });
  const compare = () => select({ candidates: [first!], secondCandidate: second! });
  const finish = () => void place.run({ type: "finalize", candidates: [...selected], epochs: FINAL_EPOCHS });
  const many =
    selected.length > MOST_FINISHED ? `Select at most ${MOST_FINISHED}: each is trained on its own from scratch` : "";
  return (
    <>
      <Refused refused={place.refused} dismiss={place.dismiss} />
      <div className="map-actions" role="toolbar" aria-label="With the selected candidates">
        <EditButton
          why={waiting.length > 0 ? "" : "All of them are evaluated"}
          title="Measures those that are not evaluated yet, with inherited weights"
          onClick={evaluate}
        >
          Evaluate {waiting.length > 0 && whole(waiting.length)}
        </EditButton>
        <Button
          why={selected.length === 2 ? "" : "Select exactly two to compare them"}
          title="Shows in the lego view what the two share and where they differ"
          onClick={compare}
        >
          Compare two
        </Button>
        <EditButton
          why={unavailable || many}
          title={`Trains ${counted(selected.length, "network")} from scratch for ${FINAL_EPOCHS} epochs and reports test accuracies`}
          onClick={finish}
        >
          Finish
        </EditButton>
      </div>
    </>
  );
}
