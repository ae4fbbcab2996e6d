/** Keeps candidates under a name; the next free letter is suggested. */
import type { Command } from "@schema";
import { Popover } from "radix-ui";
import { useState, type SyntheticEvent } from "react";
import { counted } from "../../core/chartFormat";
import { useStudy } from "../../core/context";
import { suggestedName } from "../../core/mapRegions";
import { Button } from "../../parts/Button";
import { EditButton, usePast } from "../../parts/EditButton";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

type Lasso = Pick<Extract<Command, { type: "save_region" }>, "polygon" | "layout_version">;

interface Props {
  readonly candidates: readonly string[];
  readonly lasso?: Lasso;
  readonly why: string;
  readonly children?: string;
}

export function SaveRegion({ candidates, lasso = {}, why, children = "Save region" }: Props) {
  const [open, setOpen] = useState(false);
  const past = usePast();
  return (
    <Popover.Root open={open && why === "" && past === ""} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <EditButton why={why} title="Keep these candidates under a name; a region survives every layout">
          {children}
        </EditButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="start" sideOffset={4} aria-label="Save region">
          <Form candidates={candidates} lasso={lasso} close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type FormProps = Required<Pick<Props, "candidates" | "lasso">> & { readonly close: () => void };

function Form({ candidates, lasso, close }: FormProps) {
  const suggested = useStudy((state) => suggestedName(state.records.regions));
  const [name, setName] = useState(suggested);
  const place = useAttempt();
  const why = name.trim() === "" ? "Give the region a name" : "";
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const region = { name: name.trim(), candidates: [...candidates], ...lasso };
    void place.run({ type: "save_region", ...region }).then((done) => done && close());
  };
  return (
    <form className="contents" onSubmit={save}>
      <label className="field">
        Name of the region
        <input
          className="input"
          required
          maxLength={80}
          value={name}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <Refused refused={place.refused} dismiss={place.dismiss} />
      <div className="actions">
        <span className={why ? "error" : "note"} role="status">
          {why || counted(candidates.length, "candidate")}
        </span>
        <Button type="submit" look="primary" why={why}>
          Save
        </Button>
      </div>
    </form>
  );
}
