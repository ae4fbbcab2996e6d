/** What a map without points says: what will appear here, and how it comes. */
import { useActions, useStudy } from "../../core/context";
import { EditButton } from "../../parts/EditButton";

export function EmptyMap() {
  const jobs = useStudy((state) => state.records.jobs);
  const actions = useActions();
  const layouts = Object.values(jobs).filter((job) => job.kind === "layout");
  const failed = layouts.find((job) => job.state === "failed");
  if (failed) {
    return (
      <div className="empty" role="alert">
        <p>The map could not be laid out: {failed.message ?? "no reason was given"}</p>
        <EditButton onClick={() => void actions.send({ type: "relayout" })}>Re-layout</EditButton>
      </div>
    );
  }
  return (
    <div className="empty">
      <p>A sample of candidates is being laid out…</p>
      <p>Each will be a dot, near to those that are few edits apart. Train, then Search gives them colour.</p>
    </div>
  );
}
