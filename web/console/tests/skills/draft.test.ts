import { expect, test } from "vitest";
import type { MatrixRow } from "@/api/types";
import {
  chatsOf,
  countChanges,
  edited,
  levelOf,
  rebased,
  toChanges,
  toInverse,
  withLevel,
} from "@/modules/skills/api/draft";

const row = (staff_id: string, change: Partial<MatrixRow> = {}): MatrixRow => ({
  staff_id,
  name: staff_id,
  kind: "human",
  grade: "junior",
  capacity: 5,
  team_ids: [],
  levels: { tea: 3 },
  channel_limits: { mail: 9 },
  ...change,
});
const li = row("li");
const wang = row("wang");

test("a level set and set back is no change", () => {
  const once = edited({}, li, withLevel("tea", 5));
  expect(countChanges(once)).toBe(1);
  expect(levelOf(li, once.li, "tea")).toBe(5);
  expect(edited(once, li, withLevel("tea", 3))).toEqual({});
});

test("only what differs is sent, other channels' limits stay, and the inverse brings all back", () => {
  let draft = edited({}, li, withLevel("tea", 0));
  draft = edited(draft, li, withLevel("english", 2));
  draft = edited(draft, li, (held) => ({ ...held, grade: "expert", chats: 2 }));
  expect(countChanges(draft)).toBe(4);
  expect(toChanges(draft, [li, wang])).toEqual([
    {
      staff_id: "li",
      levels: { tea: 0, english: 2 },
      grade: "expert",
      channel_limits: { mail: 9, chat: 2 },
    },
  ]);
  expect(toInverse(draft, [li, wang])).toEqual([
    {
      staff_id: "li",
      levels: { tea: 3, english: 0 },
      grade: "junior",
      channel_limits: { mail: 9 },
    },
  ]);
});

test("a limit can be taken away, which differs from none at all", () => {
  const limited = row("li", { channel_limits: { chat: 4 } });
  const draft = edited({}, limited, (held) => ({ ...held, chats: null }));
  expect(chatsOf(limited, draft.li)).toBeNull();
  expect(toChanges(draft, [limited])[0]?.channel_limits).toEqual({});
  expect(edited({}, li, (held) => ({ ...held, chats: null }))).toEqual({});
});

test("what has meanwhile become true, or whose person is gone, is no change any more", () => {
  let draft = edited({}, li, withLevel("tea", 4));
  draft = edited(draft, wang, withLevel("tea", 1));
  expect(rebased(draft, [row("li", { levels: { tea: 4 } })])).toEqual({});
  expect(rebased(draft, [li])).toEqual({ li: { levels: { tea: 4 } } });
});
