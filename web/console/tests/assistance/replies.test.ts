import { expect, test } from "vitest";
import { outcomeOf, shareTaken } from "@/modules/assistance/api/replies";

test("what was sent tells whether a suggestion was taken, changed or passed over", () => {
  expect(outcomeOf("可以退。", "可以退。", false)).toBe("taken");
  expect(outcomeOf(" 可以退。", "可以退。", true)).toBe("taken");
  expect(outcomeOf("可以退，7 天内。", "可以退。", true)).toBe("changed");
  expect(outcomeOf("不可以", "可以退。", false)).toBe("other");
});

test("a share needs something shown, and is never more than all", () => {
  expect(shareTaken({ shown: 0, taken: 0, changed: 0, other: 0 })).toBeNull();
  expect(shareTaken({ shown: 4, taken: 1, changed: 1, other: 0 })).toBe(0.5);
  expect(shareTaken({ shown: 1, taken: 2, changed: 0, other: 0 })).toBe(1);
});
