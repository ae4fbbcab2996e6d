/** The parts of the form for a new study that no schema describes. */
import type { Catalogue } from "@schema";
import { useId, type ComponentProps, type ReactNode } from "react";
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
  return (
    <Row label="Strategy" help={catalogue.strategies.find((each) => each.id === chosen)?.description ?? ""}>
      {(control) => (
        <select {...control} className="input" value={chosen} onChange={(event) => choose(event.target.value)}>
          {catalogue.strategies.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      )}
    </Row>
  );
}

interface SeedProps {
  readonly initial: number;
  readonly error: string | undefined;
  readonly change: (seed: number) => void;
}

export function Seed({ initial, error = "", change }: SeedProps) {
  return (
    <Row label="Seed" error={error} help="The same seed and settings give the same study again.">
      {(control) => <NumberInput {...control} className="schema-number" min={0} step={1} initial={initial} onNumber={change} />}
    </Row>
  );
}

interface RowProps {
  readonly label: string;
  readonly help: string;
  /** What is wrong with what was entered; empty for nothing. */
  readonly error?: string;
  readonly children: (control: Pick<ComponentProps<"input">, "id" | "aria-describedby" | "aria-invalid">) => ReactNode;
}

/** Laid out as the rows that a schema makes. */
function Row({ label, help, error = "", children }: RowProps) {
  const id = useId();
  return (
    <div className="schema-form">
      <div className="schema-row" data-wrong={error !== ""}>
        <label className="schema-label" htmlFor={id}>
          {label}
        </label>
        {children({ id, "aria-describedby": `${id}-help`, "aria-invalid": error !== "" || undefined })}
        <p className="schema-help" id={`${id}-help`}>
          {error && <span className="error">{error} </span>}
          {help}
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
