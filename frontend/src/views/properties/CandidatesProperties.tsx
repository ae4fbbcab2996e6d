import { useMemo } from "react";
import { outOf } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { objectiveOf, theObjective, valueText, type Objective } from "../../core/objective";
import { availability, FINAL_EPOCHS, MOST_FINISHED } from "../../core/phases";
import { extent } from "../../core/scales";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { Facts, type Fact } from "./Facts";

/** Several candidates: their spread, and what can be done with them together. */
export function CandidatesProperties({ ids }: { readonly ids: readonly string[] }) {
  const candidates = useStudy((s) => s.records.candidates);
  const objective = useStudy((s) => theObjective(s.records));
  const chosen = useMemo(() => ids.flatMap((id) => candidates[id] ?? []), [ids, candidates]);
  const evaluated = chosen.filter((each) => each.evaluated);
  const values = evaluated.flatMap((each) => each.objectives[objective.id] ?? []);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const range = (of: Objective) => {
    const found = extent(chosen.map((each) => each.objectives[of.id]));
    return found ? `${valueText({ ...of, unit: "" }, found[0])} – ${valueText(of, found[1])}` : "–";
  };
  const facts: readonly Fact[] = [
    { name: "evaluated", value: outOf(evaluated.length, ids.length) },
    ...(values.length > 0 ? [{ name: `mean ${objective.label}`, value: valueText(objective, mean), meaning: "Over those that were evaluated." }] : []),
    ...[objective, ...SIZES].map((of) => ({ name: of.label, value: range(of) })),
  ];
  return (
    <>
      <h2 className="property-title">{ids.length} candidates</h2>
      <Facts facts={facts} />
      <Together ids={ids} />
    </>
  );
}

const SIZES = ["parameters", "madds"].map((name) => objectiveOf(name));

function Together({ ids }: { readonly ids: readonly string[] }) {
  const { select } = useActions();
  const { run, refused, dismiss } = useAttempt();
  const candidates = useStudy((s) => s.records.candidates);
  const busy = useStudy((s) => availability(s.records, "finalize").reason);
  const waiting = ids.filter((id) => candidates[id]?.evaluated === false);
  const why = busy || (ids.length > MOST_FINISHED ? `At most ${MOST_FINISHED} candidates are finished at a time` : "");
  const common = () => {
    const [first, ...rest] = ids.map((id) => new Set(candidates[id]?.paths));
    select({ paths: [...(first ?? [])].filter((path) => rest.every((paths) => paths.has(path))) });
  };
  return (
    <div className="property-actions">
      {ids.length === 2 && <Button onClick={() => select({ candidates: [ids[0]!], secondCandidate: ids[1]! })}>Compare</Button>}
      <Button title="Selects the bricks that all of them contain" onClick={common}>
        Select shared paths
      </Button>
      {waiting.length > 0 && <EditButton onClick={() => void run({ type: "evaluate_candidates", candidates: waiting })}>Evaluate {waiting.length}</EditButton>}
      <EditButton why={why} title="Trains each on its own from scratch and reports its test accuracy" onClick={() => void run({ type: "finalize", candidates: [...ids], epochs: FINAL_EPOCHS })}>
        Finish {ids.length}, {FINAL_EPOCHS} epochs
      </EditButton>
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}
