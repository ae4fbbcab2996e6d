import { describe, expect, it } from "vitest";
import { ARROWS, gridOf, nearest, neighbourTowards } from "./geometryNearest";

const many = Array.from({ length: 500 }, (_, i) => ({
  id: `c${i}`,
  x: Math.cos(i * 12.9898),
  y: Math.sin(i * 78.233),
}));
const marks = { ids: many.map((m) => m.id), x: many.map((m) => m.x), y: many.map((m) => m.y) };

function byLookingAtAll(x: number, y: number, radius: number): number | null {
  let [found, least] = [null as number | null, radius];
  many.forEach((mark, index) => {
    const distance = Math.hypot(mark.x - x, mark.y - y);
    if (distance <= least) [found, least] = [index, distance];
  });
  return found;
}

describe("the nearest mark", () => {
  it("is the one that looking at all of them finds", () => {
    const grid = gridOf(marks);
    for (let i = 0; i < 200; i++) {
      const [x, y] = [Math.sin(i * 3.1) * 1.1, Math.cos(i * 1.7) * 1.1];
      expect(nearest(grid, x, y, 0.1)).toBe(byLookingAtAll(x, y, 0.1));
    }
  });

  it("is null where none is near, and where there is none at all", () => {
    expect(nearest(gridOf(marks), 5, 5, 0.1)).toBeNull();
    expect(nearest(gridOf({ ids: [], x: [], y: [] }), 0, 0, 1)).toBeNull();
  });

  it("finds a single mark and the upper of two at one place", () => {
    expect(nearest(gridOf({ ids: ["a"], x: [0.2], y: [0.2] }), 0.21, 0.2, 0.05)).toBe(0);
    expect(nearest(gridOf({ ids: ["a", "b"], x: [0.2, 0.2], y: [0.2, 0.2] }), 0.21, 0.2, 0.05)).toBe(1);
  });
});

describe("the next mark in a direction", () => {
  const cross = {
    ids: ["middle", "right", "farRight", "up", "left"],
    x: [0, 0.3, 0.6, 0.05, -0.4],
    y: [0, 0.05, 0, 0.5, 0],
  };
  const towards = (key: string, from: number) => neighbourTowards(cross, from, ARROWS[key] ?? [0, 0]);

  it("is the nearest one that way", () => {
    expect(towards("ArrowRight", 0)).toBe(1);
    expect(towards("ArrowUp", 0)).toBe(3);
    expect(towards("ArrowLeft", 0)).toBe(4);
    expect(towards("ArrowRight", 1)).toBe(2);
  });

  it("is null at the rim", () => {
    expect(towards("ArrowRight", 2)).toBeNull();
    expect(towards("ArrowLeft", 4)).toBeNull();
  });
});
