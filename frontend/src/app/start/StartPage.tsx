import type { Catalogue, StudySummary } from "@schema";
import { useCallback, useEffect, useState } from "react";
import { decimalOr } from "../../core/chartFormat";
import { ago } from "../../core/words";
import { deleteStudy, getStudies } from "../../net/http";
import { Button } from "../../parts/Button";
import { addressOf, go } from "../route";
import type { ThemeChoice } from "../theme";
import { ThemeMenu } from "../bar/ThemeMenu";
import { NewStudy } from "./NewStudy";
import "./start.css";

export function StartPage({ catalogue, theme }: { readonly catalogue: Catalogue; readonly theme: ThemeChoice }) {
  const [studies, setStudies] = useState<readonly StudySummary[] | null>(null);
  const [failure, setFailure] = useState("");
  const load = useCallback(() => {
    getStudies().then(setStudies, (error: unknown) => setFailure(String(error)));
  }, []);
  useEffect(load, [load]);
  const remove = (id: string) => deleteStudy(id).then(load, (error: unknown) => setFailure(String(error)));
  return (
    <div className="page">
      <header className="banner">
        <strong className="brand">NAS-Navigator</strong>
        <span className="note">See, steer and trust a neural architecture search while it runs.</span>
        <span className="spacer" />
        <ThemeMenu theme={theme} />
      </header>
      <main className="start">
        <div className="start-head">
          <h1>Studies</h1>
          <NewStudy catalogue={catalogue} />
        </div>
        {failure && (
          <p className="error" role="alert">
            {failure}
          </p>
        )}
        {studies?.length === 0 && <p className="empty">No study yet. “New study” makes one in a few seconds.</p>}
        {studies && studies.length > 0 && <List studies={studies} catalogue={catalogue} remove={remove} />}
      </main>
    </div>
  );
}

interface ListProps {
  readonly studies: readonly StudySummary[];
  readonly catalogue: Catalogue;
  readonly remove: (id: string) => Promise<void>;
}

function List({ studies, catalogue, remove }: ListProps) {
  const dataset = (id: string) => catalogue.datasets.find((each) => each.id === id)?.name ?? id;
  const [now] = useState(() => Date.now());
  return (
    <table className="studies">
      <thead>
        <tr>
          <th scope="col">name</th>
          <th scope="col">data set</th>
          <th scope="col">template</th>
          <th scope="col">phase</th>
          <th scope="col" className="number">iterations</th>
          <th scope="col" className="number">evaluated</th>
          <th scope="col" className="number">best</th>
          <th scope="col" className="number">age</th>
          <th scope="col" aria-label="actions" />
        </tr>
      </thead>
      <tbody>
        {studies.map((study) => (
          <tr key={study.id}>
            <th scope="row">
              <a href={addressOf(study.id)} onClick={(event) => { event.preventDefault(); go(study.id); }}>
                {study.name}
              </a>
            </th>
            <td>{dataset(study.dataset)}</td>
            <td>{study.template}</td>
            <td>{study.phase}</td>
            <td className="number">{study.iteration}</td>
            <td className="number">{study.evaluations}</td>
            <td className="number">{decimalOr(study.best)}</td>
            <td className="number">{ago(study.created_at, now)}</td>
            <td>
              <Delete name={study.name} confirm={() => void remove(study.id)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Asks once more in place, since a deleted study does not come back. */
function Delete({ name, confirm }: { readonly name: string; readonly confirm: () => void }) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <Button look="plain" aria-label={`Delete ${name}`} onClick={() => setSure(true)}>
        Delete
      </Button>
    );
  }
  return (
    <span className="sure">
      <Button onClick={confirm} aria-label={`Delete ${name} for ever`}>
        Delete for ever
      </Button>
      <Button look="plain" onClick={() => setSure(false)}>
        Keep
      </Button>
    </span>
  );
}
