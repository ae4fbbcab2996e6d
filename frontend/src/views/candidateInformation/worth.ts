/** What scores say of one path, also in words for who does not see its dot. */
import type { PathRecord, ScoresRecord } from "@schema";
import { decimal } from "../../core/chartFormat";
import type { PathScore } from "../../core/selectors";
import { points } from "../../core/words";

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

export function describe(worth: Worth, state: PathRecord["state"]): string {
  const { score, frequency, advantage, stderr } = worth;
  const often = `in ${frequency} evaluated ${frequency === 1 ? "candidate" : "candidates"}`;
  return `score ${decimal(score)}, advantage ${points(advantage, stderr)}, ${often}, ${state}`;
}
