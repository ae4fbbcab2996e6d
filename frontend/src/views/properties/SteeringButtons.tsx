import { useActions, useStateNow, useStudy } from "../../core/context";
import { candidatesWith } from "../../core/selectors";
import { offersFor } from "../../core/steering";
import { Button } from "../../parts/Button";

/** Remove, fix, release, bring back: what fits the state of these paths. */
export function SteeringButtons({ ids }: { readonly ids: readonly string[] }) {
  const { send, select } = useActions();
  const state = useStateNow();
  const paths = useStudy((s) => s.records.paths);
  const common = () => select({ paths: [], candidates: candidatesWith(state().records.candidates, ids) });
  return (
    <div className="property-actions">
      {offersFor(ids, paths).map(({ words, command }) => (
        <Button key={words} onClick={() => void send(command)}>
          {words}
          {ids.length > 1 && ` ${command.paths.length}`}
        </Button>
      ))}
      <Button onClick={common} title="Selects on the map the candidates that contain it">
        Show where it is common
      </Button>
    </div>
  );
}
