/** View E: one dot a path, how often it was chosen against what it is worth; a dragged box selects paths. */
import { useMemo } from "react";
import { counted } from "../../core/chartFormat";
import { domainsOf, joined, PATH_MEASURES, pathDots, unitOf, withoutEvidence, type PathMeasure } from "../../core/chartPaths";
import { dotColours, PATH_COLOURINGS, pathGroups, type PathColouring } from "../../core/chartPathsGroups";
import { useStudy, useViewState } from "../../core/context";
import { theObjective } from "../../core/objective";
import { cellsInOrder } from "../../core/selectors";
import { whole } from "../../core/words";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { InformationHead } from "./InformationHead";
import { IterationSlider } from "./IterationSlider";
import { NoScores } from "./NoScores";
import { PathLegend } from "./PathLegend";
import { PathPlot } from "./PathPlot";
import { useShownScores, type ShownScores } from "./useShownScores";
import "./candidateInformation.css";

export function CandidateInformation() {
  const shown = useShownScores();
  return (
    <section className="view info-view" aria-label="Candidate information">
      {shown ? <Scored shown={shown} /> : <NoScores />}
    </section>
  );
}

function Scored({ shown }: { readonly shown: ShownScores }) {
  const [measure, setMeasure] = useViewState<PathMeasure>("information.y", "score", PATH_MEASURES);
  const [colouring, setColouring] = useViewState<PathColouring>("information.colour", "operation", PATH_COLOURINGS);
  const { scores, newest } = shown;
  const paths = useStudy((state) => state.records.paths);
  const unit = unitOf(measure, useStudy((state) => theObjective(state.records)));
  const dots = useMemo(() => pathDots(scores, paths, measure, unit), [scores, paths, measure, unit]);
  const domains = useMemo(() => {
    const own = domainsOf(dots, measure);
    return scores === newest ? own : joined(own, domainsOf(pathDots(newest, paths, measure, unit), measure));
  }, [dots, scores, newest, paths, measure, unit]);
  const groups = usePathGroups(dots, colouring);
  const colours = useMemo(() => dotColours(dots, groups, colouring), [dots, groups, colouring]);
  const steering = useAttempt();

  const missing = withoutEvidence(scores, dots, paths);
  const lacking = missing > 0 ? `, ${whole(missing)} without evidence` : "";
  const caption = `${counted(dots.length, "path")}${lacking}`;
  return (
    <>
      <InformationHead measure={measure} onMeasure={setMeasure} scores={scores} run={steering.run} />
      <PathLegend groups={groups} dots={dots} colouring={colouring} onColouring={setColouring} />
      <Refused refused={steering.refused} dismiss={steering.dismiss} />
      <PathPlot
        dots={dots}
        colours={colours}
        domains={domains}
        measure={measure}
        caption={caption}
        scores={scores}
        run={steering.run}
      />
      <IterationSlider shown={shown} />
    </>
  );
}

function usePathGroups(dots: ReturnType<typeof pathDots>, colouring: PathColouring) {
  const cells = useStudy((state) => cellsInOrder(state.records.cells));
  const operations = useStudy((state) => state.catalogue.operations);
  const dark = useStudy((state) => state.dark);
  return useMemo(
    () => pathGroups(dots, colouring, cells, operations, dark ? "dark" : "light"),
    [dots, colouring, cells, operations, dark],
  );
}
