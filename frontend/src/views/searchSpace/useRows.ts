/** The rows in sight of a list in a box that scrolls, however many there are. */
import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { useRef, type RefObject } from "react";

interface Rows {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly height: number;
  readonly inSight: readonly VirtualItem[];
}

/** `height` is that of a row in pixels. */
export function useRows(count: number, height: number): Rows {
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- only plain values leave this hook
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 8,
  });
  return { box, height: virtual.getTotalSize(), inSight: virtual.getVirtualItems() };
}
