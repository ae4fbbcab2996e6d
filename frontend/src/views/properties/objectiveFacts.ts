/** Objectives of a candidate in words, with their units, in the catalogue's order. */
import type { CandidateRecord, Catalogue } from "@schema";
import { objectiveOf, valueText, type Objective } from "../../core/objective";
import type { Fact } from "./Facts";

export function objectiveNames(candidate: CandidateRecord, catalogue: Catalogue["objectives"]): readonly string[] {
  const known = catalogue.map(({ id }) => id).filter((id) => id in candidate.objectives);
  return [...known, ...Object.keys(candidate.objectives).filter((name) => !known.includes(name))];
}

/** What was measured; of a candidate that is not evaluated, that the study's objective is missing. */
export function objectiveFacts(candidate: CandidateRecord, catalogue: Catalogue["objectives"], searched: Objective): readonly Fact[] {
  const facts = objectiveNames(candidate, catalogue).map((name) => {
    const entry = catalogue.find(({ id }) => id === name);
    return { name: entry?.name.toLowerCase() ?? name, value: valueText(objectiveOf(name), candidate.objectives[name]), meaning: entry?.description ?? "" };
  });
  return candidate.evaluated || searched.id in candidate.objectives ? facts : [{ name: searched.label, value: "not evaluated" }, ...facts];
}
