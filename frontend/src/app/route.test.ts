import { describe, expect, it } from "vitest";
import { addressOf, placeIn, type Place } from "./route";

const PLACES: readonly Place[] = [
  { page: "studies" }, { page: "study", study: "a1" }, { page: "new" }, { page: "new", template: "t1", dataset: "digits" },
  { page: "templates" }, { page: "template", template: "t 1&x" },
];

describe("addresses", () => {
  it("lead back to the place that they were made of", () => {
    for (const place of PLACES) expect(placeIn(addressOf(place).slice(1))).toEqual(place);
  });
  it("name a study by its id and the list by null", () => {
    expect([addressOf("a1"), addressOf(null)]).toEqual(["/?study=a1", "/"]);
  });
  it("hold settings of views beside the place", () => {
    expect(placeIn("?study=a1&lego.level=graph&page=")).toEqual({ page: "study", study: "a1" });
  });
});
