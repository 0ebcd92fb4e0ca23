import { expect, test } from "vitest";
import { newStatus, wrongWith } from "@/modules/tickets/api/keep-types";
import type { Status } from "@/modules/tickets/api/types";

const status = (code: string, kind: Status["kind"], part: Partial<Status> = {}): Status => ({
  code,
  kind,
  name: { "zh-CN": "名", en: "Name" },
  active: true,
  ...part,
});

test("a type needs a beginning and an end that are in use", () => {
  expect(wrongWith([status("new", "open"), status("done", "solved")])).toBeNull();
  expect(wrongWith([status("done", "solved")])).toBe("live");
  expect(wrongWith([status("new", "open"), status("done", "solved", { active: false })])).toBe(
    "ends",
  );
});

test("statuses are named in both languages and have codes of their own", () => {
  const done = status("done", "closed");
  expect(wrongWith([status("new", "open", { name: { "zh-CN": "新", en: " " } }), done])).toBe(
    "names",
  );
  expect(wrongWith([status("done", "open"), done])).toBe("codes");
});

test("a new status takes a code nobody has", () => {
  expect(newStatus([status("s2", "open")]).code).toBe("s3");
});
