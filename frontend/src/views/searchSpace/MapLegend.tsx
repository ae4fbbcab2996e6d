/** What the dots' colours mean, and how far the map can be trusted. Kinds are buttons that select their members. */
import { Tooltip } from "radix-ui";
import { decimal } from "../../core/chartFormat";
import type { Category, Legend } from "../../core/chartMapColour";
import { css, sequential } from "../../core/colour";
import { useActions, useStudy } from "../../core/context";
import { large, whole } from "../../core/words";
import { shapePath } from "./shapes";
import type { MapModel } from "./useMapModel";

const STOPS = 12;

export function MapLegend({ model }: { readonly model: MapModel }) {
  const { legend } = model.colouring;
  return (
    <div className="map-legend">
      {legend.kind === "scale" && <ScaleBar legend={legend} />}
      {legend.kind === "categories" && <Categories legend={legend} model={model} />}
      <p>
        {legend.kind === "scale" && (
          <>
            {legend.words}
            {legend.log && ", by ratio"}
            {legend.older && "; hollow = older"}
            <br />
          </>
        )}
        near = alike
        <Quality trust={model.study.layout?.trustworthiness ?? null} />
        {legend.kind === "scale" && " · grey = not evaluated"}
      </p>
    </div>
  );
}

type Scale = Extract<Legend, { kind: "scale" }>;

function gradient(theme: "light" | "dark", turned: boolean): string {
  const stops = Array.from({ length: STOPS }, (_, i) => css(sequential(i / (STOPS - 1), theme)));
  return `linear-gradient(to right, ${(turned ? stops.reverse() : stops).join(", ")})`;
}

function ScaleBar({ legend: { range, direction, whole: integral, words } }: { readonly legend: Scale }) {
  const dark = useStudy((state) => state.dark);
  const figure = (value: number) => (integral ? large(value) : decimal(value));
  const [low, high] = range.map(figure);
  return (
    <div className="map-scale" role="img" aria-label={`${words}: from ${low} to ${high}`}>
      <span
        className="map-bar"
        style={{ background: gradient(dark ? "dark" : "light", direction === "minimize") }}
      />
      <span>{low}</span>
      <span>{high}</span>
    </div>
  );
}

type Kinds = Extract<Legend, { kind: "categories" }>;

function Categories({ legend, model }: { readonly legend: Kinds; readonly model: MapModel }) {
  const actions = useActions();
  const idsOf = (category: Category) => category.members.map((index) => model.points.ids[index]!);
  return (
    <ul className="map-kinds" aria-label={legend.words}>
      {legend.categories.map((category) => (
        <li key={category.label}>
          <button
            type="button"
            title="Select these candidates"
            onClick={() => actions.select({ candidates: idsOf(category), secondCandidate: null })}
          >
            <svg viewBox="-1.2 -1.2 2.4 2.4" width="10" height="10" aria-hidden="true">
              <path d={shapePath(category.shape)} fill={category.colour} />
            </svg>
            {category.label} <span className="note">{whole(category.members.length)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const TRUST =
  "Near means few edits apart. Trustworthiness with 10 neighbours: 1 if candidates that lie near each other on the map are also few edits apart, " +
  "lower where the flat map brings strangers together. Below about 0.7, look at the list of paths before you believe a group.";

function Quality({ trust }: { readonly trust: number | null }) {
  if (trust === null) return null;
  return (
    <>
      {" · "}
      <Tooltip.Provider delayDuration={200}>
        <Tooltip.Root>
          <Tooltip.Trigger className="map-quality">keeps neighbours {decimal(trust, 2)}</Tooltip.Trigger>
          <Tooltip.Portal>
            <Tooltip.Content className="popover map-tip" sideOffset={4}>
              {TRUST}
            </Tooltip.Content>
          </Tooltip.Portal>
        </Tooltip.Root>
      </Tooltip.Provider>
    </>
  );
}
