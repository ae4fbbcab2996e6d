/** What drawings on canvases share: sharp pixels on every screen, and the theme's colours. */

/** The context of a canvas of this size in CSS pixels, cleared; null where the browser cannot draw. */
export function cleared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across) canvas.width = across;
  if (canvas.height !== down) canvas.height = down;
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

const NAMES = ["ink", "soft", "faint", "line", "panel", "accent", "bad"] as const;
export type Inks = Readonly<Record<(typeof NAMES)[number], string>>;

/** The theme's colours as they are now, for drawing. */
export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Inks;
}

/** Whether the person asked their system for less motion. */
export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The font of small texts in drawings, of so many pixels. */
export const fontOf = (pixels: number): string => `${pixels}px Inter, "Helvetica Neue", Arial, "Liberation Sans", sans-serif`;
