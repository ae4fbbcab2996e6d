import type { PathRecord } from "@schema";
import { useMemo } from "react";
import { counted, decimal, outOf } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { operationName, vertexName } from "../../core/names";
import { advantageMeaning, capital, judgedText, theObjective, type Objective } from "../../core/objective";
import { scoreByPath, scoredCandidates, theStudy, type PathScore } from "../../core/selectors";
import { Facts, type Fact } from "./Facts";
import { OperationParameters } from "./OperationParameters";
import { SteeringButtons } from "./SteeringButtons";

export function PathProperties({ id }: { readonly id: string }) {
  const path = useStudy((s) => s.records.paths[id]);
  const operations = useStudy((s) => s.catalogue.operations);
  const cell = useStudy((s) => s.records.cells[s.records.paths[id]?.cell ?? ""]);
  const score = useStudy((s) => scoreByPath(s.records.scores).get(id));
  const evaluated = useStudy((s) => scoredCandidates(s.records.evaluations, s.records.scores));
  const studied = useStudy((s) => theStudy(s.records) !== null);
  const objective = useStudy((s) => theObjective(s.records));
  const ids = useMemo(() => [id], [id]);
  if (!path || !cell) return null;
  const place: readonly Fact[] = [
    { name: "cell", value: `${cell.position + 1} · ${cell.kind}` },
    { name: "from → to", value: `${vertexName(path.source)} → ${vertexName(path.target)}` },
    { name: "state", value: path.state },
  ];
  return (
    <>
      <h2 className="property-title">{operationName(path, operations)}</h2>
      <Facts facts={place} />
      <OperationParameters ids={ids} />
      {studied && <Facts facts={[trained(path), ...evidence(score, evaluated, objective)]} />}
      <SteeringButtons ids={ids} />
    </>
  );
}

const trained = (path: PathRecord): Fact => ({
  name: "trained",
  value: path.trained ? counted(path.trained_epochs, "epoch") : "not yet",
  meaning: "Epochs of template training that this path took part in.",
});

function evidence(score: PathScore | undefined, evaluated: number, objective: Objective): readonly Fact[] {
  if (!score) return [{ name: "score", value: "after the first iteration" }];
  return [
    { name: "score", value: decimal(score.score), meaning: "Fitness of the path by the paper’s equation 1; the scores of a cell sum to 1." },
    {
      name: "advantage",
      value: judgedText(objective, score.advantage, score.stderr),
      meaning: `${capital(advantageMeaning(objective))}; ± standard error.`,
    },
    { name: "in", value: outOf(score.frequency, evaluated), meaning: "Evaluated candidates that contain it." },
  ];
}
