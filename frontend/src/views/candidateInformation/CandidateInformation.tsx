/** View E: one dot a path, how often it was chosen against what it is worth; a dragged box selects paths. */
import type { ScoresRecord } from "@schema";
import { useMemo, useState } from "react";
import { counted } from "../../core/chartFormat";
import { DEFINITION, domainsOf, pathDots, withoutEvidence, type PathMeasure } from "../../core/chartPaths";
import { useStudy } from "../../core/context";
import { newestScores } from "../../core/selectors";
import { whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { PathPlot } from "./PathPlot";
import { SelectionTools } from "./SelectionTools";
import "./candidateInformation.css";

export function CandidateInformation() {
  const scores = useStudy((state) => newestScores(state.records.scores));
  return (
    <section className="view info-view" aria-label="Candidate information">
      {scores ? (
        <Scored scores={scores} />
      ) : (
        <div className="empty">
          <p>Scores appear after the first search iteration.</p>
          <p>
            Each path will be a dot: how many evaluated candidates contain it, against its score. Train, then
            Search.
          </p>
        </div>
      )}
    </section>
  );
}

function Scored({ scores }: { readonly scores: ScoresRecord }) {
  const [measure, setMeasure] = useState<PathMeasure>("score");
  const paths = useStudy((state) => state.records.paths);
  const dots = useMemo(() => pathDots(scores, paths, measure), [scores, paths, measure]);
  const domains = useMemo(() => domainsOf(dots, measure), [dots, measure]);
  const missing = withoutEvidence(scores, dots, paths);
  const lacking = missing > 0 ? `, ${whole(missing)} without evidence` : "";
  const caption = `${counted(dots.length, "path")}, iteration ${whole(scores.iteration + 1)}${lacking}`;
  return (
    <>
      <div className="view-head">
        <div className="info-measures" role="group" aria-label="Height of the dots">
          {(["score", "advantage"] as const).map((each) => (
            <Button
              key={each}
              look="plain"
              aria-pressed={measure === each}
              title={DEFINITION[each].text}
              onClick={() => setMeasure(each)}
            >
              {each}
            </Button>
          ))}
        </div>
        <span className="spacer" />
        <SelectionTools />
      </div>
      <PathPlot dots={dots} domains={domains} measure={measure} caption={caption} />
    </>
  );
}
