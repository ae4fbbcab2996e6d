import { useMemo } from "react";
import { decimal } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { operationName } from "../../core/names";
import { scoreByPath } from "../../core/selectors";
import { Facts, type Fact } from "./Facts";
import { OperationParameters } from "./OperationParameters";
import { SteeringButtons } from "./SteeringButtons";

/** Several paths at once: what they have in common, and where they differ. */
export function PathsProperties({ ids }: { readonly ids: readonly string[] }) {
  const records = useStudy((s) => s.records.paths);
  const cells = useStudy((s) => s.records.cells);
  const operations = useStudy((s) => s.catalogue.operations);
  const scores = useStudy((s) => scoreByPath(s.records.scores));
  const paths = useMemo(() => ids.flatMap((id) => records[id] ?? []), [ids, records]);
  const common = (values: readonly string[]) => (new Set(values).size === 1 ? values[0] : `mixed, ${new Set(values).size} kinds`);
  const sum = ids.reduce((total, id) => total + (scores.get(id)?.score ?? 0), 0);
  const facts: readonly Fact[] = [
    { name: "operation", value: common(paths.map((path) => operationName(path, operations))) },
    { name: "cell", value: common(paths.map((path) => String((cells[path.cell]?.position ?? 0) + 1))) },
    ...STATES.map((state) => ({ name: state, value: paths.filter((path) => path.state === state).length })).filter(({ value }) => value > 0),
    ...(scores.size > 0 ? [{ name: "score in all", value: decimal(sum), meaning: "The sum of their scores; a whole cell’s is 1." }] : []),
  ];
  return (
    <>
      <h2 className="property-title">{ids.length} paths</h2>
      <Facts facts={facts} />
      <OperationParameters ids={ids} />
      <SteeringButtons ids={ids} />
    </>
  );
}

const STATES = ["available", "fixed", "removed"] as const;
