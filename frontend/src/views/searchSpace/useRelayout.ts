import { useActions, useStudy } from "../../core/context";

const ALIVE = ["queued", "running", "paused"];

/** Whether the map is being laid out, and how to ask for it. */
export function useRelayout() {
  const { send } = useActions();
  const busy = useStudy((state) =>
    Object.values(state.records.jobs).some((job) => job.kind === "layout" && ALIVE.includes(job.state)),
  );
  return { busy, start: () => void send({ type: "relayout" }) };
}
