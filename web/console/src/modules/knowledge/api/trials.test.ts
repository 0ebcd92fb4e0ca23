import { expect, test } from "vitest";
import type { Trial, TrialCompared } from "./shapes";
import { decisive } from "./trials";

const one = (name: string, verdict: string, value: number | null) =>
  ({ name, verdict, value }) as TrialCompared;

test("what is told apart says most, then what was counted, readers' words first", () => {
  const told = (...compared: TrialCompared[]) => decisive({ compared } as Trial)?.name;
  expect(
    told(one("helpful", "unclear", 0.1), one("alone", "worse", -0.2), one("settled", "alike", 0)),
  ).toBe("alone");
  expect(told(one("helpful", "unclear", null), one("alone", "unclear", 0.1))).toBe("alone");
  expect(told(one("helpful", "unclear", null), one("alone", "unclear", null))).toBe("helpful");
});
