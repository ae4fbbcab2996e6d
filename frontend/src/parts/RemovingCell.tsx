import type { CellRecord } from "@schema";
import { Popover } from "radix-ui";
import type { ReactElement } from "react";
import { useStudy } from "../core/context";
import { removalMeans } from "../core/edits";
import { cellName } from "../core/names";
import { Button } from "./Button";

interface Props {
  readonly cell: CellRecord;
  readonly open: boolean;
  /** The cell shall go; `at` is where that was said. */
  readonly remove: (at: Element) => void;
  readonly close: () => void;
  /** What it is asked beside. */
  readonly children: ReactElement;
}

/** Asks in place before a cell goes, and says what that means. */
export function RemovingCell({ cell, open, remove, close, children }: Props) {
  const meaning = useStudy((s) => removalMeans(s.records));
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && close()}>
      <Popover.Anchor asChild>{children}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content className="popover" sideOffset={4} aria-label={`Remove ${cellName(cell)}`}>
          <p>
            Remove {cellName(cell)} with its paths? {meaning}
          </p>
          <div className="actions">
            <Button onClick={close}>Keep it</Button>
            <Button
              look="primary"
              onClick={(event) => {
                remove(event.currentTarget);
                close();
              }}
            >
              Remove cell
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
