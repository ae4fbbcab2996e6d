/** Another study that begins where this one was. */
import { Popover } from "radix-ui";
import { useState } from "react";
import { useActions, useStudy } from "../../core/context";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { branchName, LONGEST_NAME } from "./branchName";

export function BranchDialog({ moment }: { readonly moment: number }) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button title="Begin another study from here; this one stays as it is">Branch from here…</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} aria-label="Branch from here">
          <BranchForm moment={moment} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function BranchForm({ moment }: { readonly moment: number }) {
  const { branch } = useActions();
  const parent = useStudy((s) => theStudy(s.records)?.name ?? "Study");
  // What is offered follows the records, which may come after the dialog was opened.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? branchName(parent, moment);
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const begin = async () => {
    setBusy(true);
    const refusal = await branch(moment, name.trim());
    setBusy(false);
    setRefused(refusal?.text ?? "");
  };
  return (
    <form
      className="past-branch"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <label>
        Name of the new study
        <input className="input" value={name} maxLength={LONGEST_NAME} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <p className="note">It begins with everything up to event {moment}: weights, candidates, decisions. Both then go their own ways.</p>
      {refused && (
        <p className="error" role="alert">
          {refused}
        </p>
      )}
      <div className="actions">
        <Button type="submit" look="primary" why={busy ? "It is being made" : name.trim() === "" ? "Give it a name" : ""}>
          Branch
        </Button>
      </div>
    </form>
  );
}
