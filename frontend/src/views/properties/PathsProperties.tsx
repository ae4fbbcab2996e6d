import { decimal } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { scoreByPath } from "../../core/selectors";
import { Facts, type Fact } from "./Facts";
import { SteeringButtons } from "./SteeringButtons";

/** Several paths at once. */
export function PathsProperties({ ids }: { readonly ids: readonly string[] }) {
  const paths = useStudy((s) => s.records.paths);
  const scores = useStudy((s) => scoreByPath(s.records.scores));
  const inState = (state: string) => ids.filter((id) => paths[id]?.state === state).length;
  const cells = new Set(ids.map((id) => paths[id]?.cell)).size;
  const sum = ids.reduce((total, id) => total + (scores.get(id)?.score ?? 0), 0);
  const facts: readonly Fact[] = [
    { name: "available", value: inState("available") },
    { name: "removed", value: inState("removed") },
    { name: "fixed", value: inState("fixed") },
    { name: "cells", value: cells },
    ...(scores.size > 0 ? [{ name: "score in all", value: decimal(sum), meaning: "The sum of their scores; a whole cell’s is 1." }] : []),
  ];
  return (
    <>
      <h2 className="property-title">{ids.length} paths</h2>
      <Facts facts={facts} />
      <SteeringButtons ids={ids} />
    </>
  );
}
