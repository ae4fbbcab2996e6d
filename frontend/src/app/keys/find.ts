import { showPanel } from "../dock/dockStore";

const FIELD = "input[data-find]";
/** How long a panel that was hidden may take until it is drawn, in milliseconds. */
const PATIENCE = 2000;
/** For so many pictures the focus must stay: a menu that closes, or a panel that opens, takes it once more. */
const STEADY = 3;

/** A modal dialog keeps the keyboard: there the browser's own search is meant. */
export const canFind = (): boolean => document.querySelector(".dialog[data-state=open]") === null;

/** Goes to the field that selects by a query, until it has the focus for good or the person goes on elsewhere. */
export function find(): void {
  showPanel("map");
  const until = performance.now() + PATIENCE;
  const goneOn = new AbortController();
  const listening = { capture: true, signal: goneOn.signal };
  for (const act of ["keydown", "pointerdown"]) document.addEventListener(act, () => goneOn.abort(), listening);
  const settle = (held: number) => {
    if (goneOn.signal.aborted) return;
    const field = document.querySelector<HTMLInputElement>(FIELD);
    const next = field !== null && document.activeElement === field ? held + 1 : 0;
    field?.focus();
    if (next < STEADY && performance.now() < until) requestAnimationFrame(() => settle(next));
    else goneOn.abort();
  };
  settle(0);
}
