import type { DatasetEntry } from "@schema";
import { useState } from "react";
import { whole } from "../../core/words";
import "./cards.css";

interface Props {
  readonly datasets: readonly DatasetEntry[];
  readonly chosen: string;
  readonly choose: (dataset: string) => void;
}

/** The data sets, with real images of each class where they are on this machine. */
export function DatasetCards({ datasets, chosen, choose }: Props) {
  return (
    <div className="cards" role="radiogroup" aria-label="Data set">
      {datasets.map((dataset) => (
        <label key={dataset.id} className="card" data-chosen={dataset.id === chosen}>
          <span className="card-name">
            <input type="radio" name="dataset" value={dataset.id} checked={dataset.id === chosen} aria-label={dataset.name} aria-describedby={`dataset-${dataset.id}`} onChange={() => choose(dataset.id)} />
            {dataset.name}
          </span>
          <Samples dataset={dataset} />
          <span className="card-text" id={`dataset-${dataset.id}`}>
            <span>{dataset.description}</span>
            <span className="note">
              {whole(dataset.train_images)} to train on, {whole(dataset.test_images)} to test · {dataset.input.shape.join("×")} · {dataset.output.classes} classes
            </span>
            {!dataset.available && <span className="warning">Not on this machine. {dataset.needs}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

/** A column a class. Where the pictures do not come, their place stays. */
function Samples({ dataset }: { readonly dataset: DatasetEntry }) {
  const [missing, setMissing] = useState(!dataset.available);
  if (missing) return <span className="samples none">{dataset.available ? "no pictures" : "pictures once it is here"}</span>;
  return (
    <img
      className="samples"
      src={`/api/v1/datasets/${encodeURIComponent(dataset.id)}/samples`}
      alt={`Training images of ${dataset.name}, a column a class: ${dataset.classes.slice(0, 16).join(", ")}`}
      title={dataset.classes.slice(0, 16).join(", ")}
      onError={() => setMissing(true)}
    />
  );
}
