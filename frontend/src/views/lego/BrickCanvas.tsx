import { useMemo, useRef } from "react";
import { brickMarksOf, marksDiffer, type BrickMarks } from "../../core/brickMarks";
import { useStudy, useWatch } from "../../core/context";
import type { Stud } from "../../core/graphCell";
import { paintBricks } from "./paintBricks";
import { useLooks } from "./useLooks";

interface Props {
  readonly studs: readonly Stud[];
  readonly width: number;
  readonly height: number;
  /** Pixels of the page for one of its units. */
  readonly shown: number;
}

/** Many bricks too small to be pressed, drawn at once; what is hovered and lit elsewhere shows here too. */
export function BrickCanvas({ studs, width, height, shown }: Props) {
  // No finer than the screen: without a GPU every frame would pay for it.
  const scale = shown * Math.min(2, devicePixelRatio);
  const canvas = useRef<HTMLCanvasElement>(null);
  const looks = useLooks();
  const dark = useStudy((s) => s.dark);
  const drawn = useMemo(() => ({ studs, looks, dark, width, height, scale }), [studs, looks, dark, width, height, scale]);
  const ids = useMemo(() => new Set(studs.map(({ path }) => path.id)), [studs]);
  const painted = useRef<{ readonly of: unknown; readonly marks: BrickMarks } | null>(null);
  useWatch(brickMarksOf, (marks) => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const before = painted.current;
    painted.current = { of: drawn, marks };
    if (before?.of === drawn && !marksDiffer(before.marks, marks, (path) => ids.has(path))) return;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    paintBricks(context, studs, looks, marks);
  }, drawn);
  return <canvas ref={canvas} className="bricks-canvas" width={Math.ceil(width * scale)} height={Math.ceil(height * scale)} aria-hidden="true" />;
}
