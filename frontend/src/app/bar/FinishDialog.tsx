import { Popover } from "radix-ui";
import { useState } from "react";
import { useStudy, type StudyState } from "../../core/context";
import { availability } from "../../core/phases";
import { theStudy } from "../../core/selectors";
import { Button } from "../../parts/Button";
import { FinishForm } from "./FinishForm";

const NOBODY = "no candidate was evaluated yet: search first, or select one on the map";

const someone = ({ records, selection }: StudyState): boolean =>
  theStudy(records)?.best_candidate != null || selection.candidates.length > 0;

/** Trains the best or the selected candidates on their own and tests them once. */
export function FinishDialog() {
  const why = useStudy((s) => availability(s.records, "finalize").reason || (someone(s) ? "" : NOBODY));
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={(next) => setOpen(next && !why)}>
      <Popover.Trigger asChild>
        <Button why={why} title="Train a candidate on its own and report its test accuracy">
          Finish
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} aria-label="Finish">
          <FinishForm close={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
