import { expect, it } from "vitest";
import { entering, keepingMine, lookingAgain, NOTHING_ENTERED, overtaken, pending } from "./entered";

const then = { rate: 0.1, batch: 32, decay: 0 };
const typed = entering(NOTHING_ENTERED, then, { ...then, rate: 0.05, batch: 64 });

it("is only what differs from what stood there", () => {
  expect(typed.values).toEqual({ rate: 0.05, batch: 64 });
  expect(entering(typed, then, { ...then, rate: 0.05 }).values).toEqual({ rate: 0.05 });
});

it("leaves what others change beside it alone", () => {
  const now = { ...then, decay: 0.001 };
  expect(overtaken(typed, now)).toEqual([]);
  expect(entering(typed, now, { ...now, rate: 0.02, batch: 64 }).values).toEqual({ rate: 0.02, batch: 64 });
});

it("is overtaken where another changed the same to something else", () => {
  expect(overtaken(typed, { ...then, rate: 0.2 })).toEqual(["rate"]);
  expect(overtaken(typed, { ...then, rate: 0.05 })).toEqual([]);
  const now = { ...then, rate: 0.2 };
  expect(overtaken(entering(typed, now, { ...now, rate: 0.03, batch: 64 }), now), "typing on does not hide it").toEqual(["rate"]);
});

it("is done with once it stands there", () => {
  expect(pending(typed, { ...then, rate: 0.05 }).values).toEqual({ batch: 64 });
  expect(pending(typed, then)).toBe(typed);
});

it("knows what was sent again however it was written", () => {
  const same = (a: unknown, b: unknown) => Number(a) === Number(b);
  const bound = entering(NOTHING_ENTERED, { bound: "20000" }, { bound: "030000" });
  expect(overtaken(bound, { bound: "30000" }, same)).toEqual([]);
  expect(pending(bound, { bound: "30000" }, same).values).toEqual({});
  expect(overtaken(bound, { bound: "40000" }, same)).toEqual(["bound"]);
  const zero = entering(NOTHING_ENTERED, { bound: "20000" }, { bound: "020000" });
  expect(pending(zero, { bound: "20000" }, same).values, "what is being typed stays").toEqual({ bound: "020000" });
});

it("gives way or stays, as the person decides", () => {
  const now = { ...then, rate: 0.2 };
  expect(lookingAgain(typed, now).values).toEqual({ batch: 64 });
  const kept = keepingMine(typed, now);
  expect([kept.values, overtaken(kept, now)]).toEqual([typed.values, []]);
});
