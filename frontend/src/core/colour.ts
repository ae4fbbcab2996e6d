/** Colour for data: a sequential scale that survives colour blindness and both themes. Pure. */

/** Red, green and blue, each 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];
export type Theme = "light" | "dark";

/** Viridis (Smith and van der Walt, 2015) at ten even steps. */
const VIRIDIS: readonly Rgb[] = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [109, 205, 89],
  [180, 222, 44],
  [253, 231, 37],
];

/** The part of viridis that stands out from the panel: its dark end drowns on dark, its yellow on white. */
const READABLE: Readonly<Record<Theme, readonly [number, number]>> = { light: [0, 0.95], dark: [0.22, 1] };

/** What canvases draw beside data, as numbers: the theme's `--faint`, `--panel`, `--line` and `--soft`. */
export const CHROME: Readonly<Record<Theme, Readonly<Record<"faint" | "panel" | "line" | "soft", Rgb>>>> = {
  light: { faint: [169, 169, 162], panel: [255, 255, 255], line: [228, 228, 224], soft: [101, 101, 95] },
  dark: { faint: [104, 106, 103], panel: [27, 29, 30], line: [47, 50, 52], soft: [163, 163, 158] },
};

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The colour at `share` (0 to 1) of a row of stops, mixed linearly. */
export function mixed(stops: readonly Rgb[], share: number): Rgb {
  const at = clamp(share, 0, 1) * (stops.length - 1);
  const below = Math.min(Math.floor(at), Math.max(0, stops.length - 2));
  const [a, b] = [stops[below]!, stops[Math.min(below + 1, stops.length - 1)]!];
  const mix = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * (at - below));
  return [mix(0), mix(1), mix(2)];
}

/** Colour of a value in [0, 1] of its range; 1 is best. */
export function sequential(share: number, theme: Theme): Rgb {
  const [low, high] = READABLE[theme];
  return mixed(VIRIDIS, low + clamp(share, 0, 1) * (high - low));
}

/** Where a value lies in its range, from 0 to 1; the middle where the range has no width. */
export function shareOf(value: number, low: number, high: number): number {
  return high > low ? clamp((value - low) / (high - low), 0, 1) : 0.5;
}

/** A colour at an opacity (0 to 1) over another. */
export function over(colour: Rgb, opacity: number, below: Rgb): Rgb {
  return mixed([below, colour], opacity);
}

export function fromHex(hex: string): Rgb {
  const channel = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance as in WCAG, from 0 to 1. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast ratio of two colours as in WCAG, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** Black or white, whichever stands out more: 4.5 to 1 at least on every colour, which no softer black would reach. */
export const readable = (on: Rgb): Rgb => (contrast(BLACK, on) > contrast(WHITE, on) ? BLACK : WHITE);

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
