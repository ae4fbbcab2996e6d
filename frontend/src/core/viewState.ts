/**
 * How views are set (level, colouring, camera …) as the address holds it, so that what is on screen can be sent to a
 * colleague. A setting's name is `view.setting`; what has no dot in the address belongs to others.
 */
export type ViewSetting = `${string}.${string}`;
export type ViewState = Readonly<Record<string, string>>;

/** Longer settings are kept in the window but not in the address, which not every program would carry. */
const LONGEST = 800;

export function viewFromAddress(query: string): ViewState {
  return Object.fromEntries([...new URLSearchParams(query)].filter(([name]) => name.includes(".")));
}

/** The settings after a change; the same object where nothing changes. */
export function viewChanged(view: ViewState, change: Readonly<Record<string, string | null>>): ViewState {
  const different = Object.entries(change).filter(([name, value]) => (view[name] ?? null) !== value);
  if (different.length === 0) return view;
  const kept = Object.entries({ ...view, ...Object.fromEntries(different) });
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The query part of an address with these settings in the place of those it has. */
export function viewToAddress(view: ViewState, query: string): string {
  const words = new URLSearchParams(query);
  for (const name of [...words.keys()]) if (name.includes(".")) words.delete(name);
  for (const [name, value] of Object.entries(view)) if (value.length <= LONGEST) words.set(name, value);
  return words.toString();
}
