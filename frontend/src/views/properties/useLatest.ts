/** Of what the properties are shown: what was selected last, unless the person asks for another. */
import { useState } from "react";
import { useStudy } from "../../core/context";
import type { Selection } from "../../core/selection";
import { theStudy } from "../../core/selectors";

export type Subject = "paths" | "candidates" | "cell" | "study";

interface Latest {
  readonly of: Selection;
  readonly subject: Subject;
}

export function useLatest() {
  const selection = useStudy((s) => s.selection);
  // Only a study that runs has facts of its own; a template that is being drawn has cells and paths only.
  const study = useStudy((s) => theStudy(s.records) !== null);
  const [latest, setLatest] = useState<Latest>({ of: selection, subject: first(selection) });
  if (latest.of !== selection) setLatest({ of: selection, subject: afterChange(latest, selection) });
  const present: readonly Subject[] = [...(["paths", "candidates"] as const).filter((kind) => selection[kind].length > 0), "cell", ...(study ? (["study"] as const) : [])];
  return {
    subject: present.includes(latest.subject) ? latest.subject : "cell",
    others: present.length > 1 ? present : [],
    show: (subject: Subject) => setLatest({ of: selection, subject }),
  };
}

function first({ paths, candidates, cell }: Selection): Subject {
  if (paths.length > 0) return "paths";
  if (candidates.length > 0) return "candidates";
  return cell === null ? "study" : "cell";
}

function afterChange({ of, subject }: Latest, now: Selection): Subject {
  if (now.paths !== of.paths && now.paths.length > 0) return "paths";
  const compared = now.secondCandidate !== of.secondCandidate;
  if ((now.candidates !== of.candidates || compared) && now.candidates.length > 0) return "candidates";
  if (now.cell !== of.cell && now.cell !== null && (subject === "cell" || subject === "study")) return "cell";
  const gone = (subject === "paths" || subject === "candidates") && now[subject].length === 0;
  return gone ? first(now) : subject;
}
