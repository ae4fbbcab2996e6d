import { counted, decimal } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { marksOf } from "../../core/marks";
import { pathNames, shortId } from "../../core/names";
import { scoreByPath, scoredCandidates } from "../../core/selectors";
import { large, points, whole } from "../../core/words";

/** One quiet line that says what is pointed at: a brick, else the candidate in view. */
export function Readout() {
  const path = useStudy((s) => (s.hover?.kind === "path" && s.hover.ids.length === 1 ? (s.hover.ids[0] ?? null) : null));
  const first = useStudy((s) => marksOf(s).viewed?.first ?? null);
  const second = useStudy((s) => marksOf(s).viewed?.second ?? null);
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
  const evaluated = useStudy((s) => scoredCandidates(s.records.evaluations, s.records.scores));
  const words = score
    ? [`score ${decimal(score.score)}`, `advantage ${points(score.advantage, score.stderr)}`, `in ${score.frequency} of ${evaluated}`]
    : [];
  return <>{[name, ...(state === "available" ? [] : [state]), ...words].join(" · ")}</>;
}

function CandidateWords({ first, second }: { readonly first: string; readonly second: string | null }) {
  const objectives = useStudy((s) => s.records.candidates[first]?.objectives);
  const shared = useStudy((s) => marksOf(s).viewed?.shared.size ?? 0);
  if (second !== null) {
    return <>{`candidates ${shortId(first)} and ${shortId(second)}: ${counted(shared, "path")} in both; 1 and 2 mark what only one has`}</>;
  }
  const { accuracy, parameters, madds } = objectives ?? {};
  const words = [
    `candidate ${shortId(first)} full, the rest dimmed`,
    accuracy == null ? "not evaluated yet" : `accuracy ${decimal(accuracy)}`,
    ...(parameters == null ? [] : [`${whole(parameters)} parameters`]),
    ...(madds == null ? [] : [`${large(madds)} multiply-adds`]),
  ];
  return <>{words.join(" · ")}</>;
}
