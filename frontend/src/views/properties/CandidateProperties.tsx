import type { CandidateRecord } from "@schema";
import { exportAddress } from "../../core/addresses";
import { archOf } from "../../core/archStrings";
import { childrenOf } from "../../core/comparison";
import { useActions, useStudy } from "../../core/context";
import { ORIGINS, shortId } from "../../core/names";
import { theObjective } from "../../core/objective";
import { availability, FINAL_EPOCHS } from "../../core/phases";
import { finalRunOf, theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { EditButton } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { useCopy } from "../../parts/useCopy";
import { Facts, type Fact } from "./Facts";
import { Measurements } from "./Measurements";
import { objectiveFacts } from "./objectiveFacts";

/** Everything about one candidate: what was measured, where it comes from, its own networks. */
export function CandidateProperties({ id }: { readonly id: string }) {
  const candidate = useStudy((s) => s.records.candidates[id]);
  const objectives = useStudy((s) => s.catalogue.objectives);
  const searched = useStudy((s) => theObjective(s.records));
  const best = useStudy((s) => theStudy(s.records)?.best_candidate ?? null);
  const children = useStudy((s) => childrenOf(s.records.candidates).get(id));
  const { select } = useActions();
  if (!candidate) return null;
  return (
    <>
      <h2 className="property-title" title={id}>
        candidate {shortId(id)}
        {best === id && " · best"}
      </h2>
      <Facts facts={[...objectiveFacts(candidate, objectives, searched), ...descent(candidate)]} />
      <Architecture paths={candidate.paths} />
      <Parents ids={candidate.parents} />
      {children && (
        <p className="parents">
          <Button look="plain" onClick={() => select({ candidates: children, secondCandidate: null })}>
            Select the {children.length} bred from it
          </Button>
        </p>
      )}
      <Measurements id={id} />
      <CandidateActions id={id} candidate={candidate} best={best} />
    </>
  );
}

/** The cell as NAS-Bench-201 writes it, to be looked up in its tables. */
function Architecture({ paths }: { readonly paths: readonly string[] }) {
  const arch = useStudy((s) => archOf(s.records, paths));
  const copy = useCopy();
  if (arch === null) return null;
  return (
    <p className="architecture" title="What stands on each edge, as the tables of NAS-Bench-201 write it">
      <code>{arch}</code>
      <Button look="plain" onClick={() => copy(arch, "Architecture")}>
        Copy
      </Button>
    </p>
  );
}

interface ActionsProps {
  readonly id: string;
  readonly candidate: CandidateRecord;
  readonly best: string | null;
}

function CandidateActions({ id, candidate, best }: ActionsProps) {
  const { select } = useActions();
  const { run, refused, dismiss } = useAttempt();
  const study = useStudy((s) => s.studyId);
  const weights = useStudy((s) => theStudy(s.records)?.weights);
  const final = useStudy((s) => finalRunOf(s.records.runs, id));
  const why = useStudy((s) => availability(s.records, "finalize").reason);
  const older = candidate.evaluated && candidate.weights !== weights;
  return (
    <div className="property-actions">
      {(!candidate.evaluated || older) && (
        <EditButton title="Measures it on the validation data with the template’s weights" onClick={() => void run({ type: "evaluate_candidates", candidates: [id] })}>
          {older ? "Evaluate again" : "Evaluate"}
        </EditButton>
      )}
      {best !== null && best !== id && (
        <Button title="Shows both in the lego view, and their differences here" onClick={() => select({ candidates: [id], secondCandidate: best })}>
          Compare with best
        </Button>
      )}
      <EditButton
        why={why}
        title={`Trains it on its own from scratch for ${FINAL_EPOCHS} epochs and reports its test accuracy; the menu bar’s Finish has further choices`}
        onClick={() => void run({ type: "finalize", candidates: [id], epochs: FINAL_EPOCHS })}
      >
        Finish, {FINAL_EPOCHS} epochs
      </EditButton>
      <a className="button" href={exportAddress(study, id, "json")} download>
        Export JSON
      </a>
      {final && (
        <a className="button" href={exportAddress(study, id, "weights")} download>
          Export weights
        </a>
      )}
      <Refused refused={refused} dismiss={dismiss} />
    </div>
  );
}

function descent({ origin, iteration, paths, feasible }: CandidateRecord): readonly Fact[] {
  return [
    { name: "origin", value: ORIGINS[origin] },
    ...(iteration === null ? [] : [{ name: "first evaluated", value: `iteration ${iteration}` }]),
    { name: "paths", value: paths.length },
    ...(feasible ? [] : [{ name: "feasible", value: "no, over a bound", meaning: "It breaks a bound of the study, so the search passes it over." }]),
  ];
}

function Parents({ ids }: { readonly ids: readonly string[] }) {
  const { select, hover } = useActions();
  if (ids.length === 0) return null;
  return (
    <p className="parents">
      parents
      {ids.map((id) => (
        <Button
          key={id}
          look="plain"
          onClick={() => select({ candidates: [id], secondCandidate: null })}
          onMouseEnter={() => hover({ kind: "candidate", ids: [id], source: "properties" })}
          onMouseLeave={() => hover(null)}
        >
          {shortId(id)}
        </Button>
      ))}
    </p>
  );
}
