/** Small pictures on buttons, drawn in the colour of the text; they say nothing that the words do not. */
const SHAPES = {
  play: "M3 1.5v9l8-4.5z",
  pause: "M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z",
  stop: "M2 2h8v8H2z",
  step: "M2 1.5v9l6-4.5zM9 1.5h1.5v9H9z",
  undo: "M4.5 1 1 4.5 4.5 8V5.5h2a2 2 0 0 1 0 4H4V11h2.5a3.5 3.5 0 0 0 0-7h-2z",
  redo: "M7.5 1 11 4.5 7.5 8V5.5h-2a2 2 0 0 0 0 4H8V11H5.5a3.5 3.5 0 0 1 0-7h2z",
  down: "M2.5 4.5h7L6 8.5z",
  close: "m2.7 1.6 3.3 3.3 3.3-3.3 1.1 1.1L7.1 6l3.3 3.3-1.1 1.1L6 7.1l-3.3 3.3-1.1-1.1L4.9 6 1.6 2.7z",
  plus: "M5.2 1.5h1.6v3.7h3.7v1.6H6.8v3.7H5.2V6.8H1.5V5.2h3.7z",
  minus: "M1.5 5.2h9v1.6h-9z",
  maximize: "M1.5 1.5h3.8V3H3v2.3H1.5zM6.7 1.5h3.8v3.8H9V3H6.7zM1.5 6.7H3V9h2.3v1.5H1.5zM9 6.7h1.5v3.8H6.7V9H9z",
  restore: "M3.8 1.5h1.5v3.8H1.5V3.8h2.3zM6.7 1.5h1.5v2.3h2.3v1.5H6.7zM1.5 6.7h3.8v3.8H3.8V8.2H1.5zM6.7 6.7h3.8v1.5H8.2v2.3H6.7z",
  history: "M6 .8a5.2 5.2 0 1 1-5.2 5.2h1.6A3.6 3.6 0 1 0 3.6 3.3l1.1 1.1H1V.7l1.4 1.4A5.2 5.2 0 0 1 6 .8zM5.3 3h1.4v2.7l1.9 1.1-.7 1.2-2.6-1.5z",
  more: "M1.5 5h2v2h-2zM5 5h2v2H5zM8.5 5h2v2h-2z",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={SHAPES[name]} fill="currentColor" />
    </svg>
  );
}
