/** How curves look: the template's by colour, final networks by colour and dashes, so that no colour is needed. */
import type { Curve } from "../../core/chartLoss";
import type { Theme } from "../../core/colour";

export interface Stroke {
  readonly colour: string;
  readonly dash: readonly number[] | null;
}

const TEMPLATE: Readonly<Record<Theme, Readonly<Record<"training" | "validation", string>>>> = {
  light: { training: "#0072B2", validation: "#C04F00" },
  dark: { training: "#56B4E9", validation: "#F0883E" },
};
const FINALS: Readonly<Record<Theme, readonly string[]>> = {
  light: ["#8A4B7D", "#00735A", "#6B5B00", "#5A5A5A"],
  dark: ["#D89AC0", "#4CC9A4", "#D6C65B", "#B5B5B0"],
};
const DASHES: readonly (readonly number[])[] = [[5, 3], [2, 2], [8, 3, 2, 3], [1, 3]];

/** The strokes of curves, in their order. */
export function strokesOf(curves: readonly Curve[], theme: Theme): Stroke[] {
  const finals = [...new Set(curves.flatMap(({ run }) => run ?? []))];
  return curves.map(({ role, run }) => {
    if (role !== "final" || run === null) return { colour: TEMPLATE[theme][role === "final" ? "training" : role], dash: null };
    const place = finals.indexOf(run);
    return { colour: FINALS[theme][place % FINALS[theme].length]!, dash: DASHES[place % DASHES.length]! };
  });
}
