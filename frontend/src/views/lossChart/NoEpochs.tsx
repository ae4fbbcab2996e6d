/** Before anything was trained: what will be seen here, and the button that begins it. */
import { useStudy } from "../../core/context";
import { availability } from "../../core/phases";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

const EPOCHS = 10;

export function NoEpochs() {
  const why = availability(useStudy((state) => state.records), "start_training").reason;
  const { refused, run, dismiss } = useAttempt();
  return (
    <div className="empty">
      <p>Loss and accuracy by epoch appear here while the template trains; the curves of final networks join them.</p>
      <EditButton icon="play" why={why} onClick={() => void run({ type: "start_training", epochs: EPOCHS })}>
        Train {EPOCHS} epochs
      </EditButton>
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}
