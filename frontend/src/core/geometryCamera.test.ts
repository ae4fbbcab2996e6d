import { describe, expect, it } from "vitest";
import { cameraFrom, cameraWords, panned, toMap, toPixels, transformOf, wholeMap, zoomed } from "./geometryCamera";

const size = { width: 400, height: 600 };

describe("the camera", () => {
  it("fits [-1, 1] into the smaller side, y upwards", () => {
    const transform = transformOf(wholeMap, size);
    expect(toPixels(transform, [0, 0])).toEqual([200, 300]);
    expect(toPixels(transform, [1, 1])[0]).toBeCloseTo(200 + 188);
    expect(toPixels(transform, [1, 1])[1]).toBeCloseTo(300 - 188);
  });

  it("goes to pixels and back", () => {
    const transform = transformOf({ x: 0.3, y: -0.2, zoom: 3 }, size);
    const [x, y] = toMap(transform, toPixels(transform, [0.25, -0.7]));
    expect(x).toBeCloseTo(0.25);
    expect(y).toBeCloseTo(-0.7);
  });

  it("moves the map with the pointer", () => {
    const before = transformOf(wholeMap, size);
    const after = transformOf(panned(wholeMap, size, [30, -20]), size);
    const [left, top] = toPixels(before, [0.4, 0.1]);
    const [movedLeft, movedTop] = toPixels(after, [0.4, 0.1]);
    expect(movedLeft - left).toBeCloseTo(30);
    expect(movedTop - top).toBeCloseTo(-20);
  });

  it("holds the point under the pointer still while zooming, and has bounds", () => {
    const under = toMap(transformOf(wholeMap, size), [120, 220]);
    const camera = zoomed(wholeMap, size, [120, 220], 4);
    expect(toPixels(transformOf(camera, size), under)[0]).toBeCloseTo(120);
    expect(toPixels(transformOf(camera, size), under)[1]).toBeCloseTo(220);
    expect(zoomed(camera, size, [0, 0], 1e9).zoom).toBe(60);
    expect(zoomed(camera, size, [0, 0], 1e-9).zoom).toBe(0.5);
  });
});

describe("a camera in the address", () => {
  it("comes back rounded, and says nothing for the whole map", () => {
    expect(cameraWords({ x: 0.12345, y: -0.5, zoom: 2 })).toBe("0.123_-0.5_2");
    expect(cameraFrom("0.123_-0.5_2")).toEqual({ x: 0.123, y: -0.5, zoom: 2 });
    expect(cameraWords(wholeMap)).toBe("");
  });

  it.each(["", "1_2", "a_b_c", "0_0_900", "99_0_1"])("that cannot be (%s) is the whole map", (words) => {
    expect(cameraFrom(words)).toBe(wholeMap);
  });
});
