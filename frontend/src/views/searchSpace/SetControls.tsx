/** Which regions take part, how common is common, and at what level paths are taken together. */
import { decimal } from "../../core/chartFormat";
import { whole } from "../../core/words";
import { LEVELS, type Level } from "./setModes";
import type { Settings } from "./useSets";

const LEVEL = `At what level paths are taken together. A node or a cell stands for the common choice: what more than half inside \
contain; its share counts the candidates with all of that.`;

export function SetControls({ settings }: { readonly settings: Settings }) {
  const { mode, level, threshold, operands } = settings;
  const rare = mode === "complement";
  const share = decimal(rare ? 1 - threshold : threshold, 2);
  return (
    <div className="map-controls">
      <ul className="map-operands" aria-label="Regions that take part">
        {operands.map(({ key, name, ids, checked }) => (
          <li key={key}>
            <label>
              <input type="checkbox" checked={checked} onChange={() => settings.toggle(key)} />
              {name} <span className="note">{whole(ids.length)}</span>
            </label>
          </li>
        ))}
      </ul>
      <label className="map-control">
        <span className="map-level">level</span>
        <select
          className="input"
          title={LEVEL}
          value={level}
          onChange={(event) => settings.setLevel(event.target.value as Level)}
        >
          {LEVELS.map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {(mode === "intersection" || rare) && (
        <label
          className="map-control"
          title={
            rare
              ? "In the result is what at most this share of the candidates of each region contain"
              : "In the result is what at least this share of the candidates of each region contain"
          }
        >
          {rare ? "how rare is rare" : "how common is common"}
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={threshold}
            aria-valuetext={`${rare ? "at most" : "at least"} ${share}`}
            onChange={(event) => settings.setThreshold(Number(event.target.value))}
          />
          <output>
            {rare ? "≤ " : "≥ "}
            {share}
          </output>
        </label>
      )}
    </div>
  );
}
