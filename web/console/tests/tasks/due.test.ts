import { expect, test } from "vitest";
import { usualDue } from "@/modules/tasks/api/tasks";
import { fromField, toField } from "@/ui/date-field";

test("a new task is due tomorrow at six in the evening", () => {
  const due = usualDue(new Date(2026, 11, 31, 23, 50));
  expect(toField(due)).toBe("2027-01-01T18:00");
});

test("a moment survives its field to the minute", () => {
  const at = new Date(2026, 2, 5, 7, 4);
  expect(new Date(fromField(toField(at))).getTime()).toBe(at.getTime());
});
