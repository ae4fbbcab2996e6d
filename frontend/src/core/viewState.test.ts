import { expect, it } from "vitest";
import { viewChanged, viewFromAddress, viewToAddress } from "./viewState";

it("goes through the address and back beside what else is there", () => {
  const query = viewToAddress({ "lego.level": "graph", "map.colour": "loss" }, "study=s1&lego.level=board&cell=c1");
  expect(query).toBe("study=s1&cell=c1&lego.level=graph&map.colour=loss");
  expect(viewFromAddress(query)).toEqual({ "lego.level": "graph", "map.colour": "loss" });
});

it("forgets a setting that goes back to its default and keeps its identity where nothing changes", () => {
  const view = { "lego.level": "graph" };
  expect(viewChanged(view, { "lego.level": null })).toEqual({});
  expect(viewChanged(view, { "lego.level": "graph", "map.colour": null })).toBe(view);
});

it("keeps what is too long out of the address", () => {
  expect(viewToAddress({ "map.query": "x".repeat(801) }, "study=s1")).toBe("study=s1");
});
