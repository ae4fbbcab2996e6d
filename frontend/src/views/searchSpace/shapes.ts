/** The dots' shapes for SVG, around (0, 0) within a radius of 1; the renderer's shader draws the same by number. */
const SHAPES: readonly string[] = [
  "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z",
  "M-.84 -.84h1.68v1.68h-1.68z",
  "M0 -1 1 .66H-1z",
  "M0 -1 1 0 0 1 -1 0z",
  "M0 1 1 -.66H-1z",
  "M-.36 -1h.72v.64h.64v.72h-.64v.64h-.72v-.64h-.64v-.72h.64z",
];

export const shapePath = (shape: number): string => SHAPES[shape % SHAPES.length]!;
