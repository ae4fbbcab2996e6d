import { afterEach, expect, it, vi } from "vitest";
import { forget, keep, kept, keysKept } from "./kept";

afterEach(() => vi.unstubAllGlobals());

/** As much of a browser's storage as is used; it has room for so many characters. */
function browser(room: number): Record<string, unknown> {
  const own = (name: string, value: unknown) => [name, { value, enumerable: false }] as const;
  const storage: Record<string, unknown> = {};
  const methods = {
    getItem: (key: string) => storage[key] ?? null,
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
    setItem: (key: string, text: string) => {
      if (text.length > room) throw new DOMException("full", "QuotaExceededError");
      storage[key] = text;
    },
  };
  Object.defineProperties(storage, Object.fromEntries(Object.entries(methods).map(([name, each]) => own(name, each))));
  vi.stubGlobal("localStorage", storage);
  return storage;
}

it("keeps values and finds them again until they are forgotten", () => {
  browser(100);
  expect(keep("a.1", { theme: "dark" })).toBe(true);
  keep("b", 1);
  expect(kept("a.1")).toEqual({ theme: "dark" });
  expect(keysKept("a.")).toEqual(["a.1"]);
  forget("a.1");
  expect(kept("a.1")).toBeNull();
});

it("says that a full browser kept nothing, and reads nothing from what is no JSON", () => {
  const storage = browser(4);
  expect(keep("a", "too long for it")).toBe(false);
  storage.a = "{";
  expect(kept("a")).toBeNull();
});

it("does not fail where a browser forbids storage", () => {
  vi.stubGlobal("localStorage", undefined);
  expect(keep("a", 1)).toBe(false);
  expect(kept("a")).toBeNull();
  expect(keysKept("")).toEqual([]);
  expect(() => forget("a")).not.toThrow();
});
