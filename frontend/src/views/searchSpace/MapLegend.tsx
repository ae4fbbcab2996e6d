/** The colour bar: what the dots' colours mean, from the least to the greatest measured value. */
import { decimal } from "../../core/chartFormat";
import { css, sequential } from "../../core/colour";
import { useStudy } from "../../core/context";
import type { MapModel } from "./useMapModel";

const STOPS = 12;

function gradient(theme: "light" | "dark", turned: boolean): string {
  const stops = Array.from({ length: STOPS }, (_, i) => css(sequential(i / (STOPS - 1), theme)));
  return `linear-gradient(to right, ${(turned ? stops.reverse() : stops).join(", ")})`;
}

export function MapLegend({ model }: { readonly model: MapModel }) {
  const dark = useStudy((state) => state.dark);
  const { range, older } = model.colouring;
  const { name, direction } = model.study.objective;
  return (
    <div className="map-legend">
      {range && (
        <div
          className="map-scale"
          role="img"
          aria-label={`${name} from ${decimal(range[0])} to ${decimal(range[1])}`}
        >
          <span
            className="map-bar"
            style={{ background: gradient(dark ? "dark" : "light", direction === "minimize") }}
          />
          <span>{decimal(range[0])}</span>
          <span>{decimal(range[1])}</span>
        </div>
      )}
      <p>
        validation {name}, inherited weights{older.includes(true) && "; hollow = older"}
        <br />
        near = few edits apart; grey = not evaluated
      </p>
    </div>
  );
}
