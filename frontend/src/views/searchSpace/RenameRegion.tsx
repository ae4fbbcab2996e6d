/** A region's new name; it stays the same region. */
import { useState, type SyntheticEvent } from "react";
import type { DrawnRegion } from "../../core/mapRegions";
import type { Attempt } from "../../parts/useAttempt";

interface Props {
  readonly region: DrawnRegion;
  readonly place: Attempt;
  readonly close: () => void;
}

export function RenameRegion({ region, place, close }: Props) {
  const [name, setName] = useState(region.name);
  const rename = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === "" || name.trim() === region.name) {
      close();
      return;
    }
    void place.run({ type: "rename_region", region: region.id, name: name.trim() }).then((done) => done && close());
  };
  return (
    <form onSubmit={rename}>
      <input
        className="input"
        aria-label={`New name of region ${region.name}`}
        autoFocus
        maxLength={80}
        value={name}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          close();
        }}
        onBlur={close}
      />
    </form>
  );
}
