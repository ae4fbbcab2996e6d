import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { useStudy } from "../../core/context";
import { Button } from "../../parts/Button";
import { lasting, type Link } from "../link";
import { useShell, useShellState } from "../shell";

const WORDS = { connecting: "connecting", live: "live", lost: "lost" } as const;
const MEANINGS = {
  connecting: "Fetching the study.",
  live: "What you see is what the server knows.",
  lost: "The page asks for what it missed as soon as the server answers again; nothing is lost. What you see is from before.",
} as const;

/** Whether what is shown is current, and since when it is not; behind it the details and a way to try at once. */
export function Connection() {
  const link = useShellState((s) => s.link);
  const now = useNow(link.state === "lost");
  const lost = link.state === "lost" ? lasting(now - link.since) : null;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button type="button" className="button plain connection" data-link={link.state} title={MEANINGS[link.state]}>
          <span className="visually-hidden">Connection</span>
          {WORDS[link.state]}
          {lost && <span className="lost-for">{lost}</span>}
        </button>
      </Popover.Trigger>
      <span className="visually-hidden" role="status" aria-label="Connection">
        {WORDS[link.state]}
      </span>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={4} aria-label="Connection">
          <Details link={link} now={now} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Details({ link, now }: { readonly link: Link; readonly now: number }) {
  const { reconnect } = useShell();
  const seq = useStudy((s) => s.seq);
  const lost = link.state === "lost";
  return (
    <>
      <p>{MEANINGS[link.state]}</p>
      <dl className="bar-facts">
        <dt>{lost ? "lost since" : "since"}</dt>
        <dd>{new Date(link.since).toLocaleTimeString()}</dd>
        <dt>events known</dt>
        <dd>{seq}</dd>
        <dt>times lost</dt>
        <dd>{link.losses}</dd>
        {lost && (
          <>
            <dt>next try</dt>
            <dd>{link.nextTry === null ? "now" : `in ${lasting(link.nextTry - now)}`}</dd>
          </>
        )}
      </dl>
      <div className="actions">
        <Button why={lost ? "" : "The page is connected"} onClick={reconnect}>
          Reconnect now
        </Button>
      </div>
    </>
  );
}

/** The time, each second while it is needed. */
function useNow(needed: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!needed) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return now;
}
