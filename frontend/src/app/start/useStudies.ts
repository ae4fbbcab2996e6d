import type { StudySummary } from "@schema";
import { useCallback, useEffect, useState } from "react";
import { ACTIVE } from "../../core/studyList";
import { getStudies } from "../../net/http";

/** While something runs the list is asked for this often; otherwise when the page is looked at again. */
const RUNNING_MS = 2000;
const IDLE_MS = 20_000;

/** The list of studies, kept fresh while somebody looks. */
export function useStudies() {
  const [studies, setStudies] = useState<readonly StudySummary[] | null>(null);
  const [at, setAt] = useState(0);
  const [failure, setFailure] = useState("");
  const reload = useCallback(() => {
    getStudies().then((answer) => {
      setStudies(answer);
      setAt(Date.now());
      setFailure("");
    }, (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
  }, []);
  useEffect(reload, [reload]);
  const running = studies?.some((study) => ACTIVE.includes(study.phase)) ?? false;
  useEffect(() => {
    const look = () => {
      if (!document.hidden) reload();
    };
    const timer = setInterval(look, running ? RUNNING_MS : IDLE_MS);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, [running, reload]);
  return { studies, at, failure, reload };
}
