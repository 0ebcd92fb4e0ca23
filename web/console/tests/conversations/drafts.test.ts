import { beforeEach, expect, test } from "vitest";
import { hasDraft, readDraft, writeDraft } from "@/modules/conversations/api/drafts";

beforeEach(() => localStorage.clear());

test("a draft is kept per conversation, reply and note apart", () => {
  writeDraft("c1", { mode: "note", reply: "您好", note: "内部" });
  writeDraft("c2", { mode: "reply", reply: "在吗", note: "" });
  expect(readDraft("c1")).toEqual({ mode: "note", reply: "您好", note: "内部" });
  expect(readDraft("c2").reply).toBe("在吗");
  expect(hasDraft("c3")).toBe(false);
});

test("an empty draft leaves nothing behind", () => {
  writeDraft("c1", { mode: "reply", reply: "您好", note: "" });
  writeDraft("c1", { mode: "reply", reply: "", note: "" });
  expect(localStorage.length).toBe(0);
});

test("something broken in the storage reads as nothing", () => {
  localStorage.setItem("zhiyin.draft.c1", "{");
  expect(readDraft("c1").reply).toBe("");
});
