import { expect, test } from "vitest";
import { type Announcement, isOpen, isPinned } from "@/modules/announcements/api/announcements";

const NOW = Date.parse("2026-11-22T08:00:00Z");
const one = (more: Partial<Announcement>) =>
  ({
    must_confirm: false,
    read: false,
    confirmed: false,
    pinned_until: null,
    ...more,
  }) as Announcement;

test("what is pinned stands until it is read or its time is over", () => {
  const later = "2026-11-22T09:00:00Z";
  expect(isPinned(one({ pinned_until: later }), NOW)).toBe(true);
  expect(isPinned(one({ pinned_until: later, read: true }), NOW)).toBe(false);
  expect(isPinned(one({ pinned_until: "2026-11-22T07:00:00Z" }), NOW)).toBe(false);
  expect(isPinned(one({}), NOW)).toBe(false);
});

test("what must be confirmed stands until it is, read or not", () => {
  expect(isPinned(one({ must_confirm: true, read: true }), NOW)).toBe(true);
  expect(isOpen(one({ must_confirm: true, read: true, confirmed: true }))).toBe(false);
});
