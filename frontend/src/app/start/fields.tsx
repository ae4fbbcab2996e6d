/** The parts of the form for a new study that no schema describes. */
import type { Catalogue } from "@schema";
import { useId, type ReactNode } from "react";
import { Brick } from "../../parts/Brick";
import { NumberInput } from "../../parts/NumberInput";

export function Section({ title, note = "", children }: { readonly title: string; readonly note?: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="new-study-section" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="note">{note}</span>
      </h2>
      <div className="new-study-part">{children}</div>
    </section>
  );
}

interface StrategyProps {
  readonly catalogue: Catalogue;
  readonly chosen: string;
  readonly choose: (strategy: string) => void;
}

export function Strategy({ catalogue, chosen, choose }: StrategyProps) {
  const id = useId();
  return (
    <div className="schema-form">
      <div className="schema-row">
        <label className="schema-label" htmlFor={id}>
          Strategy
        </label>
        <select className="input" id={id} aria-describedby={`${id}-help`} value={chosen} onChange={(event) => choose(event.target.value)}>
          {catalogue.strategies.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <p className="schema-help" id={`${id}-help`}>
          {catalogue.strategies.find((each) => each.id === chosen)?.description}
        </p>
      </div>
    </div>
  );
}

export function Seed({ initial, change }: { readonly initial: number; readonly change: (seed: number) => void }) {
  const id = useId();
  return (
    <div className="schema-form">
      <div className="schema-row">
        <label className="schema-label" htmlFor={id}>
          Seed
        </label>
        <NumberInput className="schema-number" id={id} aria-describedby={`${id}-help`} min={0} step={1} initial={initial} onNumber={change} />
        <p className="schema-help" id={`${id}-help`}>
          The same seed and settings give the same study again.
        </p>
      </div>
    </div>
  );
}

/** Operations as bricks, optimizers by their names. */
export function optionOf(catalogue: Catalogue, field: string, option: string): ReactNode {
  if (field === "optimizer") return catalogue.optimizers.find((each) => each.id === option)?.name;
  const operation = catalogue.operations.find((each) => each.id === option);
  if (field !== "operations" || !operation) return undefined;
  return (
    <>
      <span className="option-brick">
        <Brick operation={operation.id} label={operation.short} />
      </span>
      {operation.name}
    </>
  );
}
