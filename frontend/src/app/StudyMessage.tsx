import { useStudy } from "../core/context";
import { theStudy } from "../core/selectors";

/** What the last work had to say when it ended, above all why it failed; it goes when other work starts. */
export function StudyMessage() {
  const message = useStudy((s) => theStudy(s.records)?.message ?? null);
  const failed = useStudy((s) => theStudy(s.records)?.phase === "failed");
  if (message === null) return null;
  return (
    <p className="study-message" role={failed ? "alert" : "status"} aria-label="Study message" data-failed={failed}>
      {failed && <strong>Failed: </strong>}
      {message}
    </p>
  );
}
