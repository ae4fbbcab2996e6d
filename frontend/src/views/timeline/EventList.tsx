/** Every event as a line, newest first; only the lines in sight are drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from "react";
import { momentText, type Happening } from "../../core/timeline";
import { whole } from "../../core/words";
import { useNow } from "../../parts/useNow";

const LINE = 24;
/** How often it is asked whether a day is still today. */
export const MINUTE = 60_000;

export interface Linked {
  /** Oldest first. */
  readonly events: readonly Happening[];
  /** The event that is pointed at, here or in the chart. */
  readonly pointed: string | null;
  /** The event whose details are shown. */
  readonly chosen: string | null;
  readonly onPoint: (event: Happening | null) => void;
  readonly onChoose: (event: Happening) => void;
}

export function EventList({ events, pointed, chosen, onPoint, onChoose }: Linked) {
  const host = useRef<HTMLDivElement>(null);
  const name = useId();
  const [held, setHeld] = useState<string | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: events.length,
    getScrollElement: () => host.current,
    estimateSize: () => LINE,
    // Heights belong to events, which move down with every new one.
    getItemKey: (index) => events[events.length - 1 - index]?.key ?? index,
    overscan: 8,
  });
  const now = useNow(MINUTE);
  const newest = (index: number) => events[events.length - 1 - index];
  // A line that is gone, since a later best of its iteration took its place, leaves the keyboard at the newest.
  const kept = events.findIndex(({ key }) => key === held);
  const at = kept < 0 ? 0 : events.length - 1 - kept;
  const shown = useEffectEvent(() => {
    const index = events.findIndex(({ key }) => key === chosen);
    if (index >= 0) virtual.scrollToIndex(events.length - 1 - index);
  });
  // What is chosen in the chart, or by the address, comes in sight here.
  useEffect(() => shown(), [chosen]);
  const idOf = (event: Happening) => `${name}-${event.key}`;

  const onKeyDown = (press: KeyboardEvent) => {
    const last = events.length - 1;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last, PageUp: at - 8, PageDown: at + 8 }[press.key];
    const here = newest(at);
    if ((press.key === "Enter" || press.key === " ") && here) onChoose(here);
    else if (to !== undefined) {
      const next = Math.max(0, Math.min(last, to));
      virtual.scrollToIndex(next);
      setHeld(newest(next)?.key ?? null);
      onPoint(newest(next) ?? null);
    } else return;
    press.preventDefault();
  };
  const active = newest(at);
  const drawn = virtual.getVirtualItems();
  const seen = drawn.some(({ index }) => index === at);
  return (
    <div
      ref={host}
      className="timeline-list"
      role="listbox"
      aria-label="Events, newest first"
      tabIndex={0}
      aria-activedescendant={active && seen ? idOf(active) : undefined}
      onKeyDown={onKeyDown}
      onFocus={(focus) => focus.currentTarget.matches(":focus-visible") && onPoint(active ?? null)}
      onBlur={() => onPoint(null)}
      onPointerLeave={() => onPoint(null)}
    >
      <div className="timeline-lines" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const event = newest(index);
          if (!event) return null;
          return (
            <div
              key={event.key}
              id={idOf(event)}
              ref={virtual.measureElement}
              data-index={index}
              className="timeline-line"
              role="option"
              aria-selected={event.key === chosen}
              data-pointed={event.key === pointed || undefined}
              aria-setsize={events.length}
              aria-posinset={index + 1}
              data-kind={event.kind}
              data-undone={event.undone || undefined}
              data-active={index === at || undefined}
              style={{ transform: `translateY(${start}px)` }}
              onPointerEnter={() => onPoint(event)}
              onClick={() => {
                setHeld(event.key);
                onChoose(event);
              }}
            >
              <Line event={event} now={now} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Line({ event: { seq, at, who, words, undone, evaluations }, now }: { readonly event: Happening; readonly now: number }) {
  return (
    <>
      <time dateTime={at ?? undefined} title={at === null ? "" : new Date(at).toLocaleString("en-GB")}>
        {momentText(at, now)}
      </time>
      <span className="which" title={seq === null ? undefined : `Event ${seq}`}>
        {seq}
      </span>
      <bdi className="who" title={who}>
        {who}
      </bdi>
      <span className="what">{words}</span>
      <span className="note">{undone ? "undone" : `at ${whole(evaluations)}`}</span>
    </>
  );
}
