/** Numbers as people read them. */

/** A whole number with its thousands apart. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** A large count in a few characters: 3,912,000 is '3.9 M'. */
export function large(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)} G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`;
  return whole(value);
}

const STEPS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
];

/** How long ago a moment was: '3 h', '12 min', 'now'. */
export function ago(moment: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(moment)) / 1000;
  const step = STEPS.find(([length]) => seconds >= length);
  return step ? `${Math.floor(seconds / step[0])} ${step[1]}` : "now";
}
