/** How a brick shows what is known of its path: colour by operation or advantage, the score as opacity, as a bar or not. */
import { opacities, PALEST, WITHOUT_SCORE } from "./board";
import { CHROME, css, fromHex, mixed, over, readable, type Rgb, type Theme } from "./colour";
import { gain, type Direction } from "./objective";
import { operationColour } from "./operations";
import type { Collections } from "./records";
import { remembered, scoreByPath } from "./selectors";

export const COLOURS = ["operation", "advantage"] as const;
export const SCORES = ["opacity", "bar", "none"] as const;
export type ColourBy = (typeof COLOURS)[number];
export type ScoreAs = (typeof SCORES)[number];

export interface Look {
  readonly colour: string;
  /** What reads on the full colour. */
  readonly ink: string;
  readonly opacity: number;
  /** What reads at that opacity over the panel. */
  readonly letters: string;
  /** The score against the best of the cell; null where no bar is drawn. */
  readonly share: number | null;
}

/** Purple to orange (ColorBrewer's PuOr), which every kind of colour blindness tells apart; its middle is the panel's. */
const WORSE: Rgb = [179, 88, 6];
const BETTER: Rgb = [84, 39, 136];
const DIVERGING: Readonly<Record<Theme, readonly Rgb[]>> = {
  light: [WORSE, [241, 163, 64], [232, 231, 227], [153, 142, 195], BETTER],
  dark: [[253, 184, 99], [190, 110, 40], [70, 73, 75], [138, 122, 196], [200, 188, 240]],
};

/** The colour of an advantage between -1 (the worst) and 1 (the best) of its range, whichever way is better. */
export const diverging = (share: number, theme: Theme): Rgb => mixed(DIVERGING[theme], (share + 1) / 2);

interface Range {
  readonly to: number;
  /** Whether a few advantages are larger; they have the colour of the end. */
  readonly beyond: boolean;
}

/** Of a hundred advantages this many lie within the scale: one path that was seen once would make all others grey. */
const WITHIN = 0.95;

/** How far the scale of advantages goes, up and down, so that zero is its middle. */
export const advantageRange = remembered((scores: Collections["scores"]): Range => {
  const sizes = [...scoreByPath(scores).values()].flatMap(({ advantage }) => (advantage === null ? [] : [Math.abs(advantage)])).sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  const to = sizes[Math.ceil(sizes.length * WITHIN) - 1] || largest;
  return { to, beyond: to < largest };
});

interface Setting {
  readonly colour: ColourBy;
  readonly score: ScoreAs;
  readonly theme: Theme;
  /** Which way the objective is better. */
  readonly direction: Direction;
}

/** The look of every path; without scores all are alike. */
export function looksOf(records: Pick<Collections, "paths" | "scores">, setting: Setting): ReadonlyMap<string, Look> {
  return bySetting(records.paths)(records.scores)(`${setting.colour} ${setting.score} ${setting.theme} ${setting.direction}`, setting);
}

const bySetting = remembered((paths: Collections["paths"]) =>
  remembered((scores: Collections["scores"]) => {
    const known = new Map<string, ReadonlyMap<string, Look>>();
    return (key: string, setting: Setting) => {
      const looks = known.get(key) ?? computed({ paths, scores }, setting);
      known.set(key, looks);
      return looks;
    };
  }),
);

const NEUTRAL: Readonly<Record<Theme, Rgb>> = { light: [232, 231, 227], dark: [70, 73, 75] };

function computed(records: Pick<Collections, "paths" | "scores">, { colour, score, theme, direction }: Setting): ReadonlyMap<string, Look> {
  const opacity = opacities(records);
  const scores = scoreByPath(records.scores);
  const range = advantageRange(records.scores).to;
  const colourOf = (id: string, operation: string): Rgb => {
    if (colour === "operation") return fromHex(operationColour(operation));
    const advantage = scores.get(id)?.advantage ?? null;
    return advantage === null || range === 0 ? NEUTRAL[theme] : diverging(gain({ direction }, advantage / range), theme);
  };
  const painted = (rgb: Rgb, at: number, share: number | null): Look => {
    const letters = css(readable(over(rgb, at, CHROME[theme].panel)));
    return { colour: css(rgb), ink: css(readable(rgb)), opacity: at, letters, share };
  };
  const look = (id: string, operation: string): Look => {
    const rgb = colourOf(id, operation);
    const share = opacity.get(id) ?? WITHOUT_SCORE;
    if (score === "opacity") return painted(rgb, colour === "operation" ? share : FIRM + (1 - FIRM) * share, null);
    return painted(rgb, 1, score === "bar" && scores.has(id) ? shareFrom(share) : null);
  };
  return new Map(Object.values(records.paths).map((path) => [path.id, look(path.id, path.operation)]));
}

/** How opaque at least a brick is whose colour is on a scale itself: paler, its colour would say something else. */
const FIRM = 0.5;
/** From the opacity of a score back to its share of the best. */
const shareFrom = (opacity: number): number => (opacity - PALEST) / (1 - PALEST);
