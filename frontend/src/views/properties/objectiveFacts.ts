/** Objectives of a candidate in words, with their units, in the catalogue's order. */
import type { CandidateRecord, Catalogue } from "@schema";
import { decimal } from "../../core/chartFormat";
import { whole } from "../../core/words";
import type { Fact } from "./Facts";

const UNITS: Readonly<Record<string, string>> = { loss: " nats" };
const WHOLE: readonly string[] = ["parameters", "madds"];

export function objectiveText(name: string, value: number | null | undefined): string {
  if (value == null) return "–";
  return WHOLE.includes(name) ? whole(value) : `${decimal(value)}${UNITS[name] ?? ""}`;
}

export function objectiveNames(candidate: CandidateRecord, catalogue: Catalogue["objectives"]): readonly string[] {
  const known = catalogue.map(({ id }) => id).filter((id) => id in candidate.objectives);
  return [...known, ...Object.keys(candidate.objectives).filter((name) => !known.includes(name))];
}

export function objectiveFacts(candidate: CandidateRecord, catalogue: Catalogue["objectives"]): readonly Fact[] {
  const names = objectiveNames(candidate, catalogue);
  if (!candidate.evaluated && !names.includes("accuracy")) return [{ name: "accuracy", value: "not evaluated" }];
  return names.map((name) => {
    const entry = catalogue.find(({ id }) => id === name);
    return { name: entry?.name.toLowerCase() ?? name, value: objectiveText(name, candidate.objectives[name]), meaning: entry?.description ?? "" };
  });
}
