/** What the tour points at, in the order of a first session. */
import type { PanelId } from "../dock/panels";

export interface Step {
  readonly title: string;
  readonly text: string;
  /** The control or view that it is about. */
  readonly target: string;
  /** The panel that must be in front for it. */
  readonly panel?: PanelId;
}

export const STEPS: readonly Step[] = [
  {
    title: "Train",
    text: "Train the template first: one shared network that holds every candidate. A few epochs tell good paths from bad ones. The loss chart follows live; pause and stop act within a batch.",
    target: "[data-tour='train']",
  },
  {
    title: "Search",
    text: "Then search. Each iteration evaluates a handful of candidates with the shared weights, scores every path by what it is worth, and breeds the next ones. It runs until you stop it, and you can steer it meanwhile.",
    target: "[data-tour='search']",
  },
  {
    title: "Bricks",
    text: "A brick is an operation on an edge. Its opacity is its score. Press Delete to remove a path, P to fix it; right click for all that can be done. The search obeys from its next proposal on.",
    target: "section[aria-label='Lego view']",
    panel: "lego",
  },
  {
    title: "Map and lasso",
    text: "A dot is a candidate; near means alike. Drag with Shift to lasso dots, then focus the search there, or ask what they have in common: ∪ ∩ ∁.",
    target: "section[aria-label='Search space']",
    panel: "map",
  },
  {
    title: "Candidate information",
    text: "A dot is a path: how many candidates contain it, against what it is worth. Drag a box around the poor and frequent ones and remove them together.",
    target: "section[aria-label='Candidate information']",
    panel: "information",
  },
  {
    title: "Undo",
    text: "Whatever you steer can be undone, one gesture a step (Ctrl or ⌘ Z). Evaluations are facts and stay.",
    target: "[data-tour='undo']",
  },
  {
    title: "Finish and export",
    text: "Finish trains the best candidate on its own and tests it once. Export takes it away. Press ? for every key.",
    target: "[data-tour='finish']",
  },
];
