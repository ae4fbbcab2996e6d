/** Says of an unattended twin that it is one, of which study, and how far it is. */
import type { Twinning } from "@schema";
import { useEffect, useMemo, useState } from "react";
import { counted } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { whole } from "../../core/words";
import { getStudies } from "../../net/http";
import { To } from "../PageHead";
import "./past.css";

export function TwinBanner() {
  const study = useStudy((s) => theStudy(s.records));
  if (!study?.twin || study.twin_of === null) return null;
  return <Banner twin={study.twin} of={study.twin_of} />;
}

function Banner({ twin, of }: { readonly twin: Twinning; readonly of: string }) {
  const interventions = useStudy((s) => s.records.interventions);
  const evaluated = useStudy((s) => s.records.evaluations);
  const { name, seq, summary, evaluations } = twin;
  const made = useMemo(() => {
    const parted = Object.values(interventions).findLast(({ type }) => type === "study_branched");
    return Object.values(evaluated).slice(parted?.evaluations ?? 0).filter(({ weights }) => weights === twin.weights).length;
  }, [interventions, evaluated, twin]);
  const there = useThere(of);
  return (
    <section className="past twin" aria-label="Unattended twin">
      <strong>Unattended twin</strong>
      <span className="past-words">
        of {there ? <To place={{ page: "study", study: of }}>{name}</To> : `“${name}”, which was deleted or is not on this server`}, without “{summary}” (event {seq}) and everything later
      </span>
      <span className="spacer" />
      <span className="note" title="It runs when the device has nothing else to do">
        {whole(made)} of {counted(evaluations, "evaluation")}
      </span>
    </section>
  );
}

/** Whether a study is on this server; true until that is known. Asked again when the window is looked at again. */
function useThere(study: string): boolean {
  const [gone, setGone] = useState(false);
  useEffect(() => {
    const look = () => void getStudies().then((studies) => setGone(studies.every(({ id }) => id !== study)), () => undefined);
    look();
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [study]);
  return !gone;
}
