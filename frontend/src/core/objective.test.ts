import { describe, expect, it } from "vitest";
import type { StudyRecord } from "@schema";
import { advantageMeaning, betterFirst, differenceText, gain, judgedText, objectiveIn, objectiveOf, theObjective, valueText } from "./objective";
import { NO_RECORDS } from "./records";

const accuracy = objectiveOf("accuracy");
const loss = objectiveOf("loss");

describe("an objective", () => {
  it("is what the study says, also which way", () => {
    const study = { objective: { name: "latency", direction: "minimize" } } as const;
    const records = { ...NO_RECORDS, study: { s: study as unknown as StudyRecord } };
    expect(theObjective(records)).toMatchObject({ id: "latency", direction: "minimize", unit: "" });
    expect(theObjective(records)).toBe(theObjective({ ...records }));
    expect(objectiveIn(study, "latency").direction).toBe("minimize");
    expect(objectiveIn(study, "accuracy").direction).toBe("maximize");
    expect(theObjective(NO_RECORDS).id).toBe("accuracy");
  });

  it("orders its values the better first", () => {
    const order = (of: typeof loss) => [0.3, 0.1, 0.2].sort((a, b) => betterFirst(of, a, b));
    expect(order(loss)).toEqual([0.1, 0.2, 0.3]);
    expect(order(accuracy)).toEqual([0.3, 0.2, 0.1]);
    expect([gain(loss, -0.1), gain(accuracy, -0.1)]).toEqual([0.1, -0.1]);
  });
});

describe("a value", () => {
  it("has its unit and its digits", () => {
    expect(valueText(accuracy, 0.87123)).toBe("0.871");
    expect(valueText(loss, 0.41234)).toBe("0.412 nats");
    expect(valueText(objectiveOf("parameters"), 20480)).toBe("20,480");
    expect(valueText(loss, null)).toBe("–");
  });
});

describe("a difference", () => {
  it("has its sign, its standard error and its own unit", () => {
    expect(differenceText(accuracy, 0.0213, 0.004)).toBe("+2.1 ± 0.4 points");
    expect(differenceText(accuracy, -0.041)).toBe("−4.1 points");
    expect(differenceText(loss, -0.0312, 0.0041)).toBe("−0.031 ± 0.004 nats");
    expect(differenceText(objectiveOf("madds"), 12_400)).toBe("+12,400");
    expect(differenceText(loss, null)).toBe("no evidence yet");
  });

  it("says whether it is good where less is better", () => {
    expect(judgedText(accuracy, -0.041)).toBe("−4.1 points");
    expect(judgedText(loss, -0.0312)).toBe("−0.031 nats, better");
    expect(judgedText(loss, 0.0312)).toBe("+0.031 nats, worse");
    expect(judgedText(loss, 0)).toBe("+0.000 nats");
  });

  it("is explained with the objective's name", () => {
    expect(advantageMeaning(accuracy)).toMatch(/^mean accuracy of .*, in percentage points$/);
    expect(advantageMeaning(loss)).toMatch(/^mean loss of .*, in nats; below zero is good/);
  });
});
