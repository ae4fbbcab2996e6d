import { useActions, useStateNow, useStudy } from "../../core/context";
import { candidatesWith, sizeOf } from "../../core/selectors";
import { offersFor } from "../../core/steering";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

/** Remove, fix, release, bring back: what fits the state of these paths. */
export function SteeringButtons({ ids }: { readonly ids: readonly string[] }) {
  const { select } = useActions();
  const { run, refused, dismiss } = useAttempt();
  const state = useStateNow();
  const paths = useStudy((s) => s.records.paths);
  const some = useStudy((s) => sizeOf(s.records.candidates) > 0);
  const common = () => select({ paths: [], candidates: candidatesWith(state().records.candidates, ids), secondCandidate: null });
  return (
    <div className="property-actions">
      {offersFor(ids, paths).map(({ words, command }) => (
        <EditButton key={words} onClick={() => void run(command)}>
          {words}
          {ids.length > 1 && ` ${command.paths.length}`}
        </EditButton>
      ))}
      {some && (
        <Button onClick={common} title={`Selects on the map the candidates that contain ${ids.length > 1 ? "all of them" : "it"}`}>
          Show where it is common
        </Button>
      )}
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}
