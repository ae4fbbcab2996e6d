/** Linear scales and the round numbers that axes show. Pure. */

export type Range = readonly [low: number, high: number];
export type Scale = Readonly<{
  domain: Range;
  of: (value: number) => number;
  back: (position: number) => number;
}>;

/** A linear map of `domain` on to `range`; a domain without width maps to the middle. */
export function linear(domain: Range, range: Range): Scale {
  const width = domain[1] - domain[0];
  const slope = width === 0 ? 0 : (range[1] - range[0]) / width;
  const middle = (range[0] + range[1]) / 2;
  return {
    domain,
    of: (value) => (width === 0 ? middle : range[0] + (value - domain[0]) * slope),
    back: (position) => (slope === 0 ? domain[0] : domain[0] + (position - range[0]) / slope),
  };
}

/** The least and the greatest of the finite values, or null where there is none. */
export function extent(values: Iterable<number | null | undefined>): Range | null {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : null;
}

/** The distance between ticks: 1, 2 or 5 times a power of ten, so that about `count` of them fit. */
export function tickStep(domain: Range, count: number): number {
  const rough = Math.max(domain[1] - domain[0], Number.MIN_VALUE) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share >= 7.07 ? 10 : share >= 3.16 ? 5 : share >= 1.41 ? 2 : 1) * power;
}

/** A number without the dust that binary fractions leave. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** Round numbers within `domain`, about `count` of them. */
export function niceTicks(domain: Range, count: number): number[] {
  if (!(domain[1] > domain[0])) return [domain[0]];
  const step = tickStep(domain, count);
  const first = Math.ceil(domain[0] / step - 1e-9);
  const last = Math.floor(domain[1] / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** Round whole numbers only, for counts and epochs. */
export function wholeTicks(domain: Range, count: number): number[] {
  const step = Math.max(1, tickStep(domain, count));
  const first = Math.ceil(domain[0] / step);
  return Array.from(
    { length: Math.max(0, Math.floor(domain[1] / step) - first + 1) },
    (_, i) => (first + i) * step,
  );
}

/** A domain widened to round numbers, with some room where all values are one. */
export function niceDomain(values: Range | null, count: number, fallback: Range = [0, 1]): Range {
  if (values === null) return fallback;
  const room = values[0] === values[1] ? 0.5 * (Math.abs(values[0]) || 1) : 0;
  const [low, high] = [values[0] - room, values[1] + room];
  const step = tickStep([low, high], count);
  return [tidy(Math.floor(low / step + 1e-9) * step), tidy(Math.ceil(high / step - 1e-9) * step)];
}

/** Digits behind the point that tell ticks of a step apart. */
export function tickDigits(step: number): number {
  return Math.max(0, Math.min(8, -Math.floor(Math.log10(step) + 1e-9)));
}
