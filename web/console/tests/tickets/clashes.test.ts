import { expect, test } from "vitest";
import { ApiError } from "@/api/client";
import { clashes, standingOf } from "@/modules/tickets/api/clashes";
import type { Ticket } from "@/modules/tickets/api/tickets";

const ticket = (part: Partial<Ticket>) =>
  ({ owner_id: "li", urgency: 2, tags: ["茶"], version: 1, ...part }) as Ticket;

test("what others have changed elsewhere is no clash", () => {
  const standing = ticket({ urgency: 3, version: 2 });
  expect(clashes({ owner_id: "wang" }, ticket({}), standing)).toEqual([]);
});

test("the same part changed by both is one, unless both mean the same", () => {
  const standing = ticket({ owner_id: "zhang", tags: ["茶", "急"], version: 2 });
  const mine = { owner_id: "wang", tags: ["茶", "急"] };
  expect(clashes(mine, ticket({}), standing)).toEqual(["owner_id"]);
});

test("only a refused edit brings what stands now", () => {
  const standing = ticket({ version: 2 });
  expect(standingOf(new ApiError(409, "edit_conflict", "", {}, standing))).toBe(standing);
  expect(standingOf(new ApiError(409, "ticket_parts_open", ""))).toBeNull();
});
