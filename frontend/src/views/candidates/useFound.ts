/** What was typed into the table's field, answered: the beginning of an id here, a query by the server. */
import { useEffect, useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { isIdPrefix } from "../../core/tableRows";

export interface Found {
  readonly prefix: string;
  /** What the query is true of; null while there is none. */
  readonly among: ReadonlySet<string> | null;
  /** Why the query was not understood; empty where it was. */
  readonly problem: string;
}

const EVERYTHING: Found = { prefix: "", among: null, problem: "" };

export function useFound(typed: string): Found {
  const { ask } = useActions();
  const [answer, setAnswer] = useState(EVERYTHING);
  const past = useStudy((s) => s.moment !== null);
  // What a query is true of can change with every iteration, training and edit.
  const moment = useStudy((s) => {
    const study = theStudy(s.records);
    return study ? `${study.iteration} ${study.weights} ${study.steering_seq}` : "";
  });
  const query = isIdPrefix(typed) ? "" : typed.trim();
  useEffect(() => {
    if (query === "") return;
    let late = false;
    void ask.select({ query, of: "candidates" }).then((got) => {
      if (late) return;
      // A query that is half typed keeps what the last whole one found.
      setAnswer((last) => (got.ok ? { ...EVERYTHING, among: new Set(got.value.candidates) } : { ...(past ? EVERYTHING : last), problem: got.text }));
    });
    return () => {
      late = true;
    };
  }, [ask, query, moment, past]);
  if (query !== "") return answer;
  return typed === "" ? EVERYTHING : { ...EVERYTHING, prefix: typed };
}
