import type { CandidateRecord } from "@schema";
import { exportAddress } from "../../core/addresses";
import { decimal } from "../../core/chartFormat";
import { useActions, useStudy } from "../../core/context";
import { shortId } from "../../core/names";
import { availability, FINAL_EPOCHS } from "../../core/phases";
import { finalRunOf, theStudy } from "../../core/selectors";
import { large, whole } from "../../core/words";
import { Button } from "../../parts/Button";
import { Facts, type Fact } from "./Facts";

const ORIGINS: Readonly<Record<CandidateRecord["origin"], string>> = {
  sample: "random sample",
  initial: "first population",
  crossover: "crossover",
  mutation: "mutation",
  region: "focused region",
  person: "a person",
};

export function CandidateProperties({ id }: { readonly id: string }) {
  const candidate = useStudy((s) => s.records.candidates[id]);
  const study = useStudy((s) => s.studyId);
  const final = useStudy((s) => finalRunOf(s.records.runs, id));
  const best = useStudy((s) => theStudy(s.records)?.best_candidate === id);
  const { send } = useActions();
  if (!candidate) return null;
  const accuracy = final?.metrics.test_accuracy;
  const tested: readonly Fact[] =
    accuracy == null ? [] : [{ name: "test accuracy", value: decimal(accuracy), meaning: "Of its own network, measured once on the test set." }];
  return (
    <>
      <h2 className="property-title" title={id}>
        candidate {shortId(id)}
        {best && " · best"}
      </h2>
      <Facts facts={[...measured(candidate), ...tested, ...descent(candidate)]} />
      <Parents ids={candidate.parents} />
      <div className="property-actions">
        {!candidate.evaluated && (
          <Button onClick={() => void send({ type: "evaluate_candidates", candidates: [id] })}>Evaluate</Button>
        )}
        <Finish id={id} />
        <a className="button" href={exportAddress(study, id, "json")} download>
          Export JSON
        </a>
        {final && (
          <a className="button" href={exportAddress(study, id, "weights")} download>
            Export weights
          </a>
        )}
      </div>
    </>
  );
}

/** Trains this candidate on its own; the menu bar's Finish has the further choices. */
function Finish({ id }: { readonly id: string }) {
  const { send } = useActions();
  const why = useStudy((s) => availability(s.records, "finalize").reason);
  return (
    <Button
      why={why}
      title={`Trains it on its own from scratch for ${FINAL_EPOCHS} epochs and reports its test accuracy`}
      onClick={() => void send({ type: "finalize", candidates: [id], epochs: FINAL_EPOCHS })}
    >
      Finish, {FINAL_EPOCHS} epochs
    </Button>
  );
}

function measured({ evaluated, objectives }: CandidateRecord): readonly Fact[] {
  const { accuracy, loss, parameters, madds } = objectives;
  return [
    { name: "accuracy", value: evaluated && accuracy != null ? decimal(accuracy) : "not evaluated", meaning: "On the validation data, with inherited weights." },
    ...(loss == null ? [] : [{ name: "loss", value: decimal(loss), meaning: "Cross-entropy in nats, on the validation data." }]),
    ...(parameters == null ? [] : [{ name: "parameters", value: whole(parameters) }]),
    ...(madds == null ? [] : [{ name: "multiply-adds", value: large(madds) }]),
  ];
}

function descent({ origin, iteration, paths }: CandidateRecord): readonly Fact[] {
  return [
    { name: "origin", value: ORIGINS[origin] },
    ...(iteration === null ? [] : [{ name: "first evaluated", value: `iteration ${iteration}` }]),
    { name: "paths", value: paths.length },
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
          onClick={() => select({ candidates: [id] })}
          onMouseEnter={() => hover({ kind: "candidate", ids: [id], source: "properties" })}
          onMouseLeave={() => hover(null)}
        >
          {shortId(id)}
        </Button>
      ))}
    </p>
  );
}
