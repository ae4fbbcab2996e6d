import { afterEach, expect, it, vi } from "vitest";
import { questions } from "./questions";

afterEach(() => vi.unstubAllGlobals());

it("asks the server of now, and in the past only for what was scored in an iteration and what came of an event", async () => {
  let moment: number | null = 7;
  const asked: string[] = [];
  vi.stubGlobal("fetch", (path: string) => {
    asked.push(path);
    return Promise.resolve(new Response("{}"));
  });
  const ask = questions("s1", () => moment);
  const refused = { ok: false, title: "This is the past", text: expect.stringContaining("after event 7") as string };
  const query = { query: "score > 0", of: "candidates" } as const;
  expect(await ask.select(query)).toMatchObject(refused);
  expect(await ask.sets({ operation: "union", regions: [["c1"]], threshold: 0.5, level: "path" })).toMatchObject(refused);
  expect(asked).toEqual([]);

  expect(await ask.scores(1)).toMatchObject({ ok: true });
  expect(await ask.history(["p1"])).toMatchObject({ ok: true });
  expect(await ask.effects(3, 2)).toMatchObject({ ok: true });
  moment = null;
  expect(await ask.select(query)).toMatchObject({ ok: true });
  expect(asked).toHaveLength(4);
});
