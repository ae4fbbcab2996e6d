import { describe, expect, it } from "vitest";
import {
  boundsOf,
  boxBetween,
  gestureOf,
  insideBox,
  insidePolygon,
  polygonContains,
  thinned,
  type Polygon,
} from "./geometry";

const square: Polygon = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
];
const letterU: Polygon = [
  [0, 0],
  [3, 0],
  [3, 3],
  [2, 3],
  [2, 1],
  [1, 1],
  [1, 3],
  [0, 3],
];
const marks = { ids: ["a", "b", "c"], x: [0, 0.5, 4], y: [0, 0.5, 4] };

describe("a point in a polygon", () => {
  it("is inside a square and not beside it", () => {
    expect(polygonContains(square, 0, 0)).toBe(true);
    expect(polygonContains(square, 1.01, 0)).toBe(false);
    expect(polygonContains(square, 0, -1.01)).toBe(false);
  });

  it("is outside in the notch of a concave polygon", () => {
    expect(polygonContains(letterU, 0.5, 2)).toBe(true);
    expect(polygonContains(letterU, 1.5, 2)).toBe(false);
    expect(polygonContains(letterU, 2.5, 2)).toBe(true);
  });

  it("does not depend on the direction or the first corner", () => {
    const turned = [...letterU.slice(3), ...letterU.slice(0, 3)].reverse();
    for (const [x, y] of [
      [0.5, 2],
      [1.5, 2],
      [1.5, 0.5],
      [5, 0],
    ] as const) {
      expect(polygonContains(turned, x, y)).toBe(polygonContains(letterU, x, y));
    }
  });

  it("agrees with the area of a circle drawn by hand", () => {
    const circle = Array.from(
      { length: 90 },
      (_, i) => [Math.cos(i * 0.0698132), Math.sin(i * 0.0698132)] as const,
    );
    const places = Array.from({ length: 1600 }, (_, i) => [
      ((i % 40) - 19.5) / 20,
      (Math.floor(i / 40) - 19.5) / 20,
    ]);
    const hits = places.filter(([x, y]) => polygonContains(circle, x ?? 0, y ?? 0));
    expect((hits.length / 1600) * 4).toBeCloseTo(Math.PI, 1);
  });
});

describe("a lasso", () => {
  it("takes the marks inside it, in their order", () => {
    expect(insidePolygon(square, marks)).toEqual(["a", "b"]);
  });

  it("takes nothing before it has three points", () => {
    expect(
      insidePolygon(
        [
          [-1, -1],
          [5, 5],
        ],
        marks,
      ),
    ).toEqual([]);
  });

  it("takes from 100,000 candidates in well under 200 ms", () => {
    const many = 100_000;
    const x = Float32Array.from({ length: many }, (_, i) => Math.cos(i * 12.9898) * 0.99);
    const y = Float32Array.from({ length: many }, (_, i) => Math.sin(i * 78.233) * 0.99);
    const ids = Array.from({ length: many }, (_, i) => String(i));
    const lasso = Array.from({ length: 200 }, (_, i) => [Math.cos(i / 31.9), Math.sin(i / 31.9)] as const);
    const began = performance.now();
    expect(insidePolygon(lasso, { ids, x, y }).length).toBeGreaterThan(many / 3);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("a dragged box", () => {
  it("is the same from either corner and takes its border", () => {
    const box = boxBetween([0.5, 0.5], [0, 0]);
    expect(box).toEqual(boxBetween([0, 0], [0.5, 0.5]));
    expect(insideBox(box, marks)).toEqual(["a", "b"]);
  });
});

describe("keys held while drawing", () => {
  const none = { metaKey: false, ctrlKey: false, altKey: false };
  it("add with Meta or Ctrl, subtract with Alt, and replace otherwise", () => {
    expect(gestureOf(none)).toBe("replace");
    expect(gestureOf({ ...none, metaKey: true })).toBe("add");
    expect(gestureOf({ ...none, ctrlKey: true })).toBe("add");
    expect(gestureOf({ ...none, altKey: true })).toBe("subtract");
  });
});

describe("bounds and thinning", () => {
  it("bound a polygon", () => {
    expect(boundsOf(letterU)).toEqual({ left: 0, right: 3, low: 0, high: 3 });
  });

  it("drop points that lie too close to the one before", () => {
    expect(
      thinned(
        [
          [0, 0],
          [0.01, 0],
          [0.2, 0],
          [0.25, 0],
          [0.5, 0],
        ],
        0.1,
      ),
    ).toEqual([
      [0, 0],
      [0.2, 0],
      [0.5, 0],
    ]);
  });
});
