/** The values of every curve at one epoch, beside the cursor's line. */
import type { Curve } from "../../core/chartLoss";
import { decimal } from "../../core/chartFormat";
import type { Theme } from "../../core/colour";
import { useStudy } from "../../core/context";
import { strokesOf } from "./strokes";

type Columns = readonly (readonly (number | null)[])[];

/** The same in words. */
export function valuesAt(curves: readonly Curve[], columns: Columns, at: number): string {
  const values = curves.flatMap(({ label }, index) => {
    const value = columns[index + 1]?.[at];
    return value === null || value === undefined ? [] : [`${label} ${written(value)}`];
  });
  return [`epoch ${columns[0]?.[at] ?? 0}`, ...values].join(", ");
}

/** Small rates keep their meaning with more digits. */
const written = (value: number): string => decimal(value, Math.abs(value) < 0.01 ? 5 : 3);

interface Props {
  readonly curves: readonly Curve[];
  readonly columns: Columns;
  readonly at: number;
}

export function LossReadout({ curves, columns, at }: Props) {
  const theme: Theme = useStudy((state) => (state.dark ? "dark" : "light"));
  const strokes = strokesOf(curves, theme);
  const rows = columns[0]?.length ?? 0;
  return (
    <div className="loss-readout" data-side={at < rows / 2 ? "right" : "left"} aria-hidden="true">
      <b>epoch {columns[0]?.[at]}</b>
      {curves.map(({ id, label }, index) => {
        const value = columns[index + 1]?.[at];
        if (value === null || value === undefined) return null;
        return (
          <span key={id}>
            <i style={{ background: strokes[index]?.colour }} />
            {label}
            <output>{written(value)}</output>
          </span>
        );
      })}
    </div>
  );
}
