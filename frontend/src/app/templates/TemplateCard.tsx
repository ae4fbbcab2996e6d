import type { DatasetEntry, TemplateSummary } from "@schema";
import type { ReactNode } from "react";
import { counted } from "../../core/chartFormat";
import { Button } from "../../parts/Button";
import { TemplatePicture } from "../../parts/TemplatePicture";
import { To } from "../PageHead";
import { sizeOf } from "../start/TemplateCards";
import { Delete } from "../start/StudyTable";
import { isNew, type Kept } from "./drafts";
import "../start/cards.css";

interface CardProps {
  readonly name: string;
  readonly kind: string;
  readonly picture: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

function Card({ name, kind, picture, children, actions }: CardProps) {
  return (
    <li className="card still">
      <h2 className="card-name">
        <span className="card-title" title={name}>
          {name}
        </span>
        <span className="note">{kind}</span>
      </h2>
      <div className="card-picture">{picture}</div>
      <div className="card-text">{children}</div>
      <div className="card-actions">{actions}</div>
    </li>
  );
}

interface Props {
  readonly template: TemplateSummary;
  readonly operations: readonly string[];
  readonly datasets: readonly DatasetEntry[];
  readonly copy: () => void;
  readonly remove: () => void;
}

export function TemplateCard({ template, operations, datasets, copy, remove }: Props) {
  const { id, name, saved } = template;
  const fits = datasets.filter((each) => template.datasets.includes(each.id)).map((each) => each.name);
  const [dataset] = template.datasets;
  return (
    <Card
      name={name}
      kind={saved ? "saved" : "built in"}
      picture={<TemplatePicture cells={template.cells} operations={operations} />}
      actions={
        <>
          {saved ? (
            <To className="button" place={{ page: "template", template: id }}>
              Open<span className="visually-hidden"> {name}</span>
            </To>
          ) : (
            <Button onClick={copy} aria-label={`Edit a copy of ${name}`}>
              Edit a copy
            </Button>
          )}
          <To className="button" place={{ page: "new", template: id, ...(dataset !== undefined && { dataset }) }}>
            Start a study<span className="visually-hidden"> from {name}</span>
          </To>
          {saved && (
            <>
              <a className="button" href={`/api/v1/templates/${id}`} download={`${name}.json`} aria-label={`Export ${name}`}>
                Export
              </a>
              <Delete name={name} confirm={remove} />
            </>
          )}
        </>
      }
    >
      {template.description && <p>{template.description}</p>}
      <p className="note">
        {sizeOf(template)}
        {!saved && ", with its defaults"}
      </p>
      <p className="note">{fits.length > 0 ? `fits ${fits.join(", ")}` : "fits no data set of this machine"}</p>
    </Card>
  );
}

export function BlankCard({ dataset, start }: { readonly dataset: DatasetEntry | undefined; readonly start: () => void }) {
  return (
    <Card
      name="Blank"
      kind="to build up"
      picture={<span className="blank-picture" />}
      actions={
        <Button look="primary" icon="plus" onClick={start}>
          Start from blank
        </Button>
      }
    >
      <p>One cell with one node that passes its inputs on. Drag cells, nodes and operations into it.</p>
      <p className="note">for {dataset?.name ?? "no data set"}</p>
    </Card>
  );
}

/** Changes that this browser keeps. */
export function DraftCard({ draft, discard }: { readonly draft: Kept; readonly discard: () => void }) {
  const { template } = draft;
  return (
    <Card
      name={draft.name || "Untitled template"}
      kind={isNew(draft.key) ? "draft, not saved" : "unsaved changes"}
      picture={<span className="blank-picture" />}
      actions={
        <>
          <To className="button" place={{ page: "template", template: draft.key }}>
            Go on<span className="visually-hidden"> with {draft.name}</span>
          </To>
          <Delete name={`draft ${draft.name}`} confirm={discard} />
        </>
      }
    >
      <p>Changed {new Date(draft.at).toLocaleString()}, and kept in this browser only.</p>
      <p className="note">
        {counted(template.cells.length, "cell")}, {counted(template.paths.length, "path")}
      </p>
    </Card>
  );
}
