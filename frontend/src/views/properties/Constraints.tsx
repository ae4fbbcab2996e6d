import type { StudyRecord } from "@schema";
import { useMemo, type SubmitEvent } from "react";
import { outOf } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { boundProblem, fitting, isSameBound, type Bounds } from "../../core/constraints";
import { EditButton, useHeldField } from "../../parts/EditButton";
import { Overtaken, OVERTAKEN } from "../../parts/Overtaken";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";
import { useEntered } from "../../parts/useEntered";

const BOUNDED = [
  { objective: "parameters", name: "parameters", meaning: "Trainable numbers of the network on its own." },
  { objective: "madds", name: "multiply-adds", meaning: "Multiplications and additions for one image." },
] as const;

/** The bounds that candidates must obey; what is typed says at once how many would. */
export function Constraints({ study }: { readonly study: StudyRecord }) {
  const { constraints } = study;
  const { run, refused, dismiss } = useAttempt();
  const held = useHeldField();
  const candidates = useStudy((s) => s.records.candidates);
  const now = (objective: string) => String(constraints.find((each) => each.objective === objective)?.maximum ?? "");
  const form = useEntered(() => ({ parameters: now("parameters"), madds: now("madds") }), isSameBound);
  const typed = form.values as unknown as Bounds;
  const problem = BOUNDED.map(({ objective, name }) => boundProblem(name, typed[objective])).find(Boolean) ?? "";
  const overtaken = Object.keys(form.overtaken).length > 0;
  const why = overtaken ? OVERTAKEN : Object.keys(form.entered).length > 0 ? problem : "Type a bound first";
  const { fit, known } = useMemo(() => fitting(candidates, typed), [candidates, typed]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (why) return;
    const bounds = BOUNDED.filter(({ objective }) => typed[objective].trim() !== "");
    void run({ type: "set_constraints", constraints: bounds.map(({ objective }) => ({ objective, maximum: Number(typed[objective]) })) });
  };
  return (
    <form className="facts" aria-label="Bounds" onSubmit={submit}>
      <h3 className="property-heading">Bounds on candidates</h3>
      {BOUNDED.map(({ objective, name, meaning }) => (
        <label key={objective} title={`${meaning} Empty: no bound.`}>
          <span>{name}, at most</span>
          <input
            className="input property-bound"
            inputMode="numeric"
            placeholder="no bound"
            value={typed[objective]}
            aria-invalid={boundProblem(name, typed[objective]) !== ""}
            onChange={(event) => form.change({ ...form.values, [objective]: event.target.value })}
            {...held}
          />
        </label>
      ))}
      <p className="property-note" role="status">
        {problem ? <span className="error">{problem}</span> : known > 0 && `${outOf(fit, known)} measured candidates fit`}
      </p>
      <Overtaken form={form} label={(objective) => BOUNDED.find((each) => each.objective === objective)?.name ?? objective} none="no bound" />
      <div className="property-actions">
        <EditButton type="submit" why={why}>
          Set bounds
        </EditButton>
        <Refused refused={refused} dismiss={dismiss} />
      </div>
    </form>
  );
}
