import type { Catalogue, DatasetEntry, Entry, TemplateSummary } from "@schema";
import { whole } from "../../core/words";
import { TemplatePicture } from "../../parts/TemplatePicture";

interface Props {
  readonly catalogue: Catalogue;
  readonly dataset: DatasetEntry | undefined;
  /** Null while it cannot be made. */
  readonly template: TemplateSummary | null;
  readonly strategy: Entry | undefined;
  /** Why it cannot be made, in the server's words. */
  readonly refused: string;
}

/** What the study will be, before it is made. */
export function StudyPreview({ catalogue, dataset, template, strategy, refused }: Props) {
  const nodes = template?.cells.map((cell) => cell.nodes.length) ?? [];
  const facts: readonly (readonly [name: string, value: string])[] = template
    ? [
        ["cells", template.cells.map((cell) => cell.kind.charAt(0).toUpperCase()).join("")],
        ["nodes", nodes.every((each) => each === nodes[0]) ? `${nodes[0] ?? 0} a cell` : nodes.join(", ")],
        ["paths", whole(template.paths)],
        ["channels, first cell", whole(template.channels)],
      ]
    : [];
  return (
    <>
      <h2>What will be made</h2>
      <div className="preview-picture">
        {template ? <TemplatePicture cells={template.cells} operations={catalogue.operations.map((each) => each.id)} /> : <p className="error">{refused && `The template cannot be made so: ${refused}`}</p>}
      </div>
      <dl className="preview-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>data set</dt>
          <dd>{dataset?.name}</dd>
        </div>
        <div>
          <dt>search</dt>
          <dd>{strategy?.name}</dd>
        </div>
      </dl>
    </>
  );
}
