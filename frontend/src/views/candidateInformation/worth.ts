/** What scores say of one path, also in words for who does not see its dot. */
import type { PathRecord, ScoresRecord } from "@schema";
import { decimal } from "../../core/chartFormat";
import { judgedText, type Objective } from "../../core/objective";
import type { PathScore } from "../../core/selectors";

export type Worth = PathScore;

export function worthOf(scores: ScoresRecord, id: string): Worth | null {
  const index = scores.paths.indexOf(id);
  if (index < 0) return null;
  return {
    score: scores.score[index] ?? 0,
    frequency: scores.frequency[index] ?? 0,
    advantage: scores.advantage[index] ?? null,
    stderr: scores.stderr[index] ?? null,
  };
}

export function describe(worth: Worth, state: PathRecord["state"], objective: Objective): string {
  const { score, frequency, advantage, stderr } = worth;
  const often = `in ${frequency} evaluated ${frequency === 1 ? "candidate" : "candidates"}`;
  return `score ${decimal(score)}, advantage ${judgedText(objective, advantage, stderr)}, ${often}, ${state}`;
}
