import { expect, test } from "vitest";
import { exportPath, percent } from "@/modules/ratings/api/ratings";

test("a share is read in whole percents, and nothing as a dash", () => {
  expect(percent(0.916)).toBe("92 %");
  expect(percent(-0.25)).toBe("-25 %");
  expect(percent(null)).toBe("–");
});

test("the table covers the days that are shown", () => {
  const query = new URLSearchParams(
    exportPath(7, new Date("2026-11-22T12:00:00Z")).split("?")[1] ?? "",
  );
  expect(query.get("from")).toBe("2026-11-15T12:00:00.000Z");
  expect(query.get("to")).toBe("2026-11-22T12:00:00.000Z");
});
