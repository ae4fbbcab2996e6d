import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { seldom, type Seldom } from "./seldom";

let calls: number[];
let calling: Seldom<number>;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  calling = seldom((value) => void calls.push(value), 3, 100);
});
afterEach(() => vi.useRealTimers());

describe("what is called seldom", () => {
  it("is called at once for a few, and then with the last value only", () => {
    for (const value of [1, 2, 3, 4, 5, 6]) calling.put(value);
    expect(calls).toEqual([1, 2, 3]);
    expect(calling.waiting()).toBe(6);
    vi.advanceTimersByTime(100);
    expect(calls).toEqual([1, 2, 3, 6]);
    expect(calling.waiting()).toBeNull();
  });

  it("stays under its rate however long it goes on", () => {
    for (let i = 0; i < 600; i++) {
      calling.put(i);
      vi.advanceTimersByTime(16);
    }
    vi.runAllTimers();
    expect(calls.length).toBeLessThanOrEqual(3 + (600 * 16) / 100 + 1);
    expect(calls.at(-1)).toBe(599);
  });

  it("has a burst again after a rest", () => {
    for (const value of [1, 2, 3, 4]) calling.put(value);
    vi.advanceTimersByTime(1000);
    for (const value of [5, 6, 7]) calling.put(value);
    expect(calls).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it("is called now where it is asked for, or not at all", () => {
    for (const value of [1, 2, 3, 4]) calling.put(value);
    calling.flush();
    expect(calls.at(-1)).toBe(4);
    calling.put(5);
    calling.drop();
    vi.runAllTimers();
    expect(calls.at(-1)).toBe(4);
  });
});
