import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "../parts/Button";
import { useSheet, type Sheet as SheetName } from "./sheets";

interface Props {
  readonly name: SheetName;
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A dialog of the page itself, opened from anywhere by its name. */
export function Sheet({ name, title, className = "", children }: Props) {
  return (
    <Dialog.Root {...useSheet(name)}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className={`dialog ${className}`} aria-describedby={undefined}>
          <Dialog.Title>{title}</Dialog.Title>
          {children}
          <div className="actions">
            <Dialog.Close asChild>
              <Button>Close</Button>
            </Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
