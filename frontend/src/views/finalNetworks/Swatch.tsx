/** How each network is told from the others: a colour of the theme, and a dash where colours cannot be told apart. */
const COLOURS = 6;
const DASHES = ["", "6 3", "2 2", "8 3 2 3"];

export const colourOfRun = (index: number): string => `var(--run-${index % COLOURS})`;

export const dashOfRun = (index: number): string => DASHES[index % DASHES.length]!;

/** A piece of the network's curve. */
export function Swatch({ index }: { readonly index: number }) {
  return (
    <svg width="24" height="8" aria-hidden="true">
      <line x1="0" x2="24" y1="4" y2="4" stroke={colourOfRun(index)} strokeWidth="2" strokeDasharray={dashOfRun(index)} />
    </svg>
  );
}
