import type { Command } from "@schema";
import { createContext, useContext, useMemo, useState, type ReactNode, type RefObject } from "react";
import { Refused } from "../../parts/Refused";
import { useAttempt } from "../../parts/useAttempt";

/** Where something is said, in pixels of the view. */
interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface Acting {
  /** Sends a command; where it is refused, the reason appears beside the element. */
  readonly act: (command: Command, at: Element | null) => Promise<boolean>;
  /** Says why nothing was sent. */
  readonly tell: (title: string, text: string, at: Element | null) => void;
}

const InPlaceContext = createContext<Acting | null>(null);

/** How parts of the lego view act, with refusals shown at the place of the gesture. */
export function useActing(): Acting {
  const acting = useContext(InPlaceContext);
  if (!acting) throw new Error("a part of the lego view was drawn outside of InPlace");
  return acting;
}

interface Props {
  readonly root: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

const WIDTH = 280;

/** Keeps what was refused last and shows it near its gesture until the next action. */
export function InPlace({ root, children }: Props) {
  const { refused, run, tell, dismiss } = useAttempt();
  const [spot, setSpot] = useState<Spot>({ left: 0, top: 0 });
  const acting = useMemo((): Acting => {
    const turnTo = (at: Element | null) => {
      dismiss();
      setSpot(placeBeside(at, root.current));
    };
    return {
      act: (command, at) => {
        turnTo(at);
        return run(command);
      },
      tell: (title, text, at) => {
        turnTo(at);
        tell({ title, text, field: null });
      },
    };
  }, [run, tell, dismiss, root]);
  return (
    <InPlaceContext value={acting}>
      <div className="contents" onPointerDownCapture={dismiss} onKeyDown={(event) => event.key === "Escape" && dismiss()}>
        {children}
      </div>
      {refused && (
        <div className="callout" style={{ ...spot, width: WIDTH }}>
          <Refused refused={refused} dismiss={dismiss} />
        </div>
      )}
    </InPlaceContext>
  );
}

function placeBeside(at: Element | null, root: HTMLElement | null): Spot {
  if (!root) return { left: 8, top: 8 };
  const [frame, mark] = [root.getBoundingClientRect(), (at ?? root).getBoundingClientRect()];
  const left = Math.min(Math.max(8, mark.left - frame.left), frame.width - WIDTH - 8);
  const below = mark.bottom - frame.top + 6;
  const room = frame.height - below > 80;
  return { left: Math.max(8, left), top: at && room ? below : Math.max(32, mark.top - frame.top - 80) };
}
