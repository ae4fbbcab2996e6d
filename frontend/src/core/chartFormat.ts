/** Numbers of the charts as people read them: tabular, with a real minus sign. Pure. */

import { whole } from "./words";

/** A number with so many digits behind the point: `0.871`, `−0.02`. */
export function decimal(value: number, digits = 3): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same, and an en dash where there is no value. */
export function decimalOr(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined ? "–" : decimal(value, digits);
}

/** `0.967 (0.943–0.983)`: a value with the interval it lies in. */
export function withInterval(value: number, low: number, high: number): string {
  return `${decimal(value)} (${decimal(low)}–${decimal(high)})`;
}

/** `1:50` (minutes and seconds) or `2:05:09` (with hours), to the second. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

/** `47 of 412` */
export function outOf(part: number, all: number): string {
  return `${whole(part)} of ${whole(all)}`;
}

/** `1 path`, `3 paths` */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}
