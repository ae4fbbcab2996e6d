import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import "./explained.css";

interface Props {
  /** What the words mean and how the number came about. */
  readonly text: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Words with a definition, for the pointer and for the keyboard: an axis title, a figure, a heading. */
export function Explained({ text, className = "", children }: Props) {
  return (
    <Tooltip.Provider delayDuration={300}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>
          <button type="button" className={`explained ${className}`}>
            {children}
          </button>
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="explanation" sideOffset={4} collisionPadding={8}>
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
