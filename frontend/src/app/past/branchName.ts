/** The name that a branch begins with: its parent's, shortened so that the server takes the whole. */
export const LONGEST_NAME = 80;

export function branchName(parent: string, moment: number): string {
  const from = `, from event ${moment}`;
  const room = LONGEST_NAME - from.length;
  if (parent.length <= room) return parent + from;
  // A sign that takes two places is not cut in half.
  const kept = parent.slice(0, room - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…${from}`;
}
