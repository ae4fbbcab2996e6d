/** F6 goes round the parts of the page: the bar, each view that shows, and what was said. */
const LANDMARKS = "header.banner, section.view, .messages:not(:empty), .invitation";
const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";

/** Where the focus was in each landmark when it left. */
const visited = new WeakMap<Element, HTMLElement>();

export function nextLandmark(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(LANDMARKS)].filter((each) => each.checkVisibility());
  const here = all.findIndex((each) => each.contains(document.activeElement));
  if (here >= 0 && document.activeElement instanceof HTMLElement) visited.set(all[here]!, document.activeElement);
  const there = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length;
  const landmark = all[there];
  if (landmark) enter(landmark);
}

/** Goes to where the focus was, else to the landmark itself, so that its name is read out and its controls are next. */
function enter(landmark: HTMLElement): void {
  const before = visited.get(landmark);
  const target = before?.isConnected && landmark.contains(before) ? before : landmark;
  if (target === landmark && !landmark.matches(FOCUSABLE)) landmark.tabIndex = -1;
  target.focus();
}

/** The panel that an element is in, by its id; null outside of the dock. */
export function panelOf(element: Element | null): string | null {
  const group = element?.closest(".dv-groupview");
  return group?.querySelector(".dv-tab.dv-active-tab")?.getAttribute("data-tab-panel-id") ?? null;
}
