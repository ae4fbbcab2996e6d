import type { Catalogue, TemplateSummary } from "@schema";
import { counted } from "../../core/chartFormat";
import { TemplatePicture } from "../../parts/TemplatePicture";
import "./cards.css";

interface Props {
  readonly catalogue: Catalogue;
  readonly templates: readonly TemplateSummary[];
  readonly chosen: string;
  readonly choose: (template: string) => void;
}

/** The templates that fit the data set, drawn as they are. */
export function TemplateCards({ catalogue, templates, chosen, choose }: Props) {
  const operations = catalogue.operations.map((each) => each.id);
  return (
    <div className="cards" role="radiogroup" aria-label="Template">
      {templates.map((template) => (
        <label key={template.id} className="card" data-chosen={template.id === chosen}>
          <span className="card-name">
            <input type="radio" name="template" value={template.id} checked={template.id === chosen} aria-label={template.name} aria-describedby={`template-${template.id}`} onChange={() => choose(template.id)} />
            <span className="card-title" title={template.name}>
              {template.name}
            </span>
            <span className="note">{template.saved ? "saved" : "with parameters"}</span>
          </span>
          <span className="card-picture">
            <TemplatePicture cells={template.cells} operations={operations} />
          </span>
          <span className="card-text" id={`template-${template.id}`}>
            {template.description && <span>{template.description}</span>}
            <span className="note">{template.saved ? sizeOf(template) : `at first ${sizeOf(template)}`}</span>
          </span>
        </label>
      ))}
    </div>
  );
}

/** Such as '3 cells, 252 paths, 8 channels'. */
export const sizeOf = ({ cells, paths, channels }: Pick<TemplateSummary, "cells" | "paths" | "channels">): string =>
  [counted(cells.length, "cell"), counted(paths, "path"), counted(channels, "channel")].join(", ");
