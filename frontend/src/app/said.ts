/** What of the stream is read out to those who do not see the page: decisions and turns, not each step of the work. */
import type { Frame } from "@schema";

const STEPS: ReadonlySet<string> = new Set([
  "epoch_finished", "iteration_finished", "candidates_evaluated", "candidates_placed", "job_started", "job_refreshed",
  "layout_requested", "layout_finished", "final_started",
]);

/** The words of the newest event worth saying; null where there is none. */
export function saidOf(frames: readonly Frame[]): string | null {
  const events = frames.flatMap((frame) => (frame.kind === "patch" ? frame.events : []));
  return events.findLast((event) => !STEPS.has(event.type))?.summary ?? null;
}
