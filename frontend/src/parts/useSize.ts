import { useEffect, useState } from "react";

export interface Size {
  readonly width: number;
  readonly height: number;
}

const NONE: Size = { width: 0, height: 0 };

/** The size of an element's inside in CSS pixels, followed; a panel behind another keeps the size it had. */
export function useSize(element: Element | null): Size {
  const [size, setSize] = useState(NONE);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? NONE;
      if (width > 0 && height > 0) setSize({ width, height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
