import { viewedOf } from "../../core/brickMarks";
import { counted, decimal, outOf } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { pathNames, shortId } from "../../core/names";
import { judgedText, theObjective, valueText } from "../../core/objective";
import { scoreByPath, scoredCandidates } from "../../core/selectors";
import { large, whole } from "../../core/words";

/** One quiet line that says what is pointed at: a brick, else the candidate in view. */
export function Readout() {
  const path = useStudy((s) => (s.hover?.kind === "path" && s.hover.ids.length === 1 ? (s.hover.ids[0] ?? null) : null));
  const first = useStudy((s) => viewedOf(s)?.first ?? null);
  const second = useStudy((s) => viewedOf(s)?.second ?? null);
  return (
    <p className="readout">
      {path !== null ? <PathWords path={path} /> : first !== null && <CandidateWords first={first} second={second} />}
    </p>
  );
}

function PathWords({ path }: { readonly path: string }) {
  const name = useStudy((s) => pathNames(s.records, s.catalogue.operations).get(path) ?? path);
  const state = useStudy((s) => s.records.paths[path]?.state);
  const score = useStudy((s) => scoreByPath(s.records.scores).get(path));
  const objective = useStudy((s) => theObjective(s.records));
  const evaluated = useStudy((s) => scoredCandidates(s.records.evaluations, s.records.scores));
  const words = score
    ? [`score ${decimal(score.score)}`, `advantage ${judgedText(objective, score.advantage, score.stderr)}`, `in ${outOf(score.frequency, evaluated)}`]
    : [];
  return <>{[name, ...(state === "available" ? [] : [state]), ...words].join(" · ")}</>;
}

function CandidateWords({ first, second }: { readonly first: string; readonly second: string | null }) {
  const objectives = useStudy((s) => s.records.candidates[first]?.objectives);
  const objective = useStudy((s) => theObjective(s.records));
  const shared = useStudy((s) => viewedOf(s)?.shared.size ?? 0);
  if (second !== null) {
    return <>{`candidates ${shortId(first)} and ${shortId(second)}: ${counted(shared, "path")} in both; 1 and 2 mark what only one has`}</>;
  }
  const { [objective.id]: value, parameters, madds } = objectives ?? {};
  const words = [
    `candidate ${shortId(first)} full, the rest dimmed`,
    value == null ? "not evaluated yet" : `${objective.label} ${valueText(objective, value)}`,
    ...(parameters == null ? [] : [`${whole(parameters)} parameters`]),
    ...(madds == null ? [] : [`${large(madds)} multiply-adds`]),
  ];
  return <>{words.join(" · ")}</>;
}
