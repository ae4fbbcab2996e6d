import type { Command } from "@schema";
import { createContext, useContext, useMemo, useState, type ReactNode, type RefObject } from "react";
import { useActions } from "../../core/context";
import { Button } from "../../parts/Button";

/** Something said where it happened. */
interface Said {
  readonly title: string;
  readonly text: string;
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
  const { attempt } = useActions();
  const [said, setSaid] = useState<Said | null>(null);
  const acting = useMemo((): Acting => {
    const spot = (at: Element | null) => placeBeside(at, root.current);
    return {
      act: async (command, at) => {
        const where = spot(at);
        setSaid(null);
        const refused = await attempt(command);
        if (refused) setSaid({ title: refused.title, text: refused.text, ...where });
        return refused === null;
      },
      tell: (title, text, at) => setSaid({ title, text, ...spot(at) }),
    };
  }, [attempt, root]);
  return (
    <InPlaceContext value={acting}>
      <div className="contents" onPointerDownCapture={() => setSaid(null)} onKeyDown={(event) => event.key === "Escape" && setSaid(null)}>
        {children}
      </div>
      {said && <Callout said={said} dismiss={() => setSaid(null)} />}
    </InPlaceContext>
  );
}

function placeBeside(at: Element | null, root: HTMLElement | null): { left: number; top: number } {
  if (!root) return { left: 8, top: 8 };
  const [frame, mark] = [root.getBoundingClientRect(), (at ?? root).getBoundingClientRect()];
  const left = Math.min(Math.max(8, mark.left - frame.left), frame.width - WIDTH - 8);
  const below = mark.bottom - frame.top + 6;
  const room = frame.height - below > 80;
  return { left: Math.max(8, left), top: at && room ? below : Math.max(32, mark.top - frame.top - 80) };
}

function Callout({ said, dismiss }: { readonly said: Said; readonly dismiss: () => void }) {
  return (
    <div className="callout" role="alert" style={{ left: said.left, top: said.top, width: WIDTH }}>
      <strong>{said.title}</strong>
      <Button look="plain" icon="close" aria-label="Dismiss" onClick={dismiss} />
      <p>{said.text}</p>
    </div>
  );
}
