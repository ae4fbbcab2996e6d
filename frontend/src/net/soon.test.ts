import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { soon } from "./soon";

/** Pictures that were asked for; a hidden page draws none of them. */
let pictures: Map<number, () => void>;

beforeEach(() => {
  vi.useFakeTimers();
  pictures = new Map();
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => pictures.set(pictures.size, draw).size - 1);
  vi.stubGlobal("cancelAnimationFrame", (id: number) => pictures.delete(id));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("calls once with the next picture", () => {
  const call = vi.fn();
  soon(call);
  expect(call).not.toHaveBeenCalled();
  for (const draw of pictures.values()) draw();
  vi.runAllTimers();
  expect(call).toHaveBeenCalledTimes(1);
});

it("calls once after a moment where the page is hidden before the picture is drawn", () => {
  const call = vi.fn();
  soon(call);
  vi.runAllTimers();
  expect(call).toHaveBeenCalledTimes(1);
  expect(pictures.size).toBe(0);
});
