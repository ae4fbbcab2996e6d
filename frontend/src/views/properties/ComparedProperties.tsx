import type { CandidateRecord } from "@schema";
import { useMemo } from "react";
import { differenceOf } from "../../core/comparison";
import { useActions, useStudy } from "../../core/context";
import { pathNames, shortId } from "../../core/names";
import { differenceText, gain, objectiveIn, USUAL, valueText, type Objective } from "../../core/objective";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { objectiveNames } from "./objectiveFacts";

type Two<Value> = readonly [first: Value, second: Value];

/** Two candidates side by side: what was measured of each, and the paths in which they differ. */
export function ComparedProperties({ ids }: { readonly ids: Two<string> }) {
  const first = useStudy((s) => s.records.candidates[ids[0]]);
  const second = useStudy((s) => s.records.candidates[ids[1]]);
  const { select } = useActions();
  if (!first || !second) return null;
  return (
    <>
      <h2 className="property-title">
        {shortId(ids[0])} and {shortId(ids[1])}
      </h2>
      <ComparedObjectives ids={ids} records={[first, second]} />
      <ComparedPaths ids={ids} records={[first, second]} />
      <div className="property-actions">
        <Button onClick={() => select({ candidates: [ids[1]], secondCandidate: ids[0] })}>Swap</Button>
        <Button onClick={() => select({ secondCandidate: null })}>Stop comparing</Button>
      </div>
    </>
  );
}

interface Props {
  readonly ids: Two<string>;
  readonly records: Two<CandidateRecord>;
}

function ComparedObjectives({ ids, records: [first, second] }: Props) {
  const catalogue = useStudy((s) => s.catalogue.objectives);
  const searched = useStudy((s) => theStudy(s.records)?.objective ?? USUAL);
  const names = [...new Set([...objectiveNames(first, catalogue), ...objectiveNames(second, catalogue)])];
  return (
    <table className="property-table">
      <caption className="visually-hidden">Objectives of both</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{shortId(ids[0])}</th>
          <th scope="col" title="Below it, the second less the first">{shortId(ids[1])}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const [a, b] = [first.objectives[name], second.objectives[name]];
          const objective = objectiveIn({ objective: searched }, name);
          return (
            <tr key={name} title={catalogue.find(({ id }) => id === name)?.description}>
              <th scope="row">{catalogue.find(({ id }) => id === name)?.name.toLowerCase() ?? name}</th>
              <td>{valueText(objective, a)}</td>
              <td>
                {valueText(objective, b)}
                {a != null && b != null && a !== b && <Difference objective={objective} value={b - a} />}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** By how much the second differs, and whether it is better for it. */
function Difference({ objective, value }: { readonly objective: Objective; readonly value: number }) {
  return (
    <span className="property-difference">
      {" "}
      {differenceText(objective, value)}
      {/* In words for who listens; the arrow has the room that the panel leaves. */}
      <span className="visually-hidden">, {gain(objective, value) > 0 ? "better" : "worse"}</span>
      <span aria-hidden="true" title={gain(objective, value) > 0 ? "better" : "worse"}>
        {gain(objective, value) > 0 ? " ✓" : ""}
      </span>
    </span>
  );
}

function ComparedPaths({ ids, records: [first, second] }: Props) {
  const { select } = useActions();
  const difference = useMemo(() => differenceOf(first, second), [first, second]);
  return (
    <>
      <p className="property-note">
        {difference.shared.length} paths in both{" "}
        <Button look="plain" onClick={() => select({ paths: difference.shared })}>
          Select them
        </Button>
      </p>
      <OnlyIn name={shortId(ids[0])} paths={difference.first} />
      <OnlyIn name={shortId(ids[1])} paths={difference.second} />
    </>
  );
}

function OnlyIn({ name, paths }: { readonly name: string; readonly paths: readonly string[] }) {
  const { select, hover } = useActions();
  const names = useStudy((s) => pathNames(s.records, s.catalogue.operations));
  if (paths.length === 0) return null;
  return (
    <section className="property-paths" aria-label={`Only in ${name}`}>
      <h3>
        only in {name}, {paths.length}
        <Button look="plain" onClick={() => select({ paths })}>
          Select them
        </Button>
      </h3>
      <ul>
        {paths.map((path) => (
          <li key={path}>
            <button
              type="button"
              onClick={() => select({ paths: [path] })}
              onPointerEnter={() => hover({ kind: "path", ids: [path], source: "properties" })}
              onPointerLeave={() => hover(null)}
            >
              {names.get(path) ?? "a path that an edit took away"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
