/** What can be asked of a study in each phase, and why not otherwise: the table that the server decides by. */
import type { Command, StudyRecord } from "@schema";
import { currentJob, theStudy } from "./selectors";
import type { Collections } from "./records";
import { whole } from "./words";

/** Whether a command would be taken now; `reason` says why not, in words for a tooltip. */
export interface Availability {
  readonly enabled: boolean;
  readonly reason: string;
}

/** For how many epochs a final network is trained unless the person says otherwise. */
export const FINAL_EPOCHS = 30;

/** What undo reaches, and what takes back the rest. */
export const UNDOABLE = "Everything that steers or edits the template can be undone: paths, cells, nodes, focus, regions, bounds.";

/** How much one command may ask for. */
export const MOST_EPOCHS = 10_000;
export const MOST_ITERATIONS = 1_000_000;
export const MOST_FINISHED = 20;

/** Why a number that was typed is no count of so many things; empty where it is. */
export function countProblem(value: number, most: number, things: string): string {
  const fits = Number.isInteger(value) && value >= 1 && value <= most;
  return fits ? "" : `the number of ${things} must be a whole number from 1 to ${whole(most)}`;
}

const YES: Availability = { enabled: true, reason: "" };
const no = (reason: string): Availability => ({ enabled: false, reason });

const RUNNING: Partial<Record<StudyRecord["phase"], string>> = {
  training: "the template is being trained",
  searching: "the search is running",
  finalizing: "a final network is being trained",
};

type Controlled = Extract<
  Command["type"],
  "start_training" | "start_search" | "step_search" | "pause" | "resume" | "stop" | "finalize"
>;

/** Whether the study takes this command in its phase. */
export function availability(records: Collections, command: Controlled): Availability {
  const study = theStudy(records);
  if (!study) return no("the study is still loading");
  const running = RUNNING[study.phase];
  switch (command) {
    case "pause":
      return running ? YES : no("nothing is running");
    case "resume":
      return study.phase === "paused" ? YES : no("nothing is paused");
    case "stop":
      return running || study.phase === "paused" ? YES : no("nothing is running");
    case "step_search":
      if (study.phase === "paused" && currentJob(records.jobs)?.job.kind === "search") return YES;
      return startable(study, running, true);
    case "start_search":
      return startable(study, running, true);
    case "finalize":
    case "start_training":
      return startable(study, running, false);
  }
}

function startable(study: StudyRecord, running: string | undefined, needsWeights: boolean): Availability {
  if (running) return no(`${running}: pause or stop it first`);
  if (study.phase === "paused") return no("something is paused: resume or stop it first");
  if (needsWeights && study.weights_artifact === null) return no("nothing is trained yet: train the template first");
  return YES;
}
