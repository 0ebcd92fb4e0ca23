import { expect, test } from "vitest";
import { calling } from "../../src/modules/tickets/api/calling";

test("every second piece is a name that is called", () => {
  expect(calling("@Ann look, @Anna too", ["Ann", "Anna"])).toEqual([
    "",
    "@Ann",
    " look, ",
    "@Anna",
    " too",
  ]);
  expect(calling("mail a@b.c, @A. (B) is in", ["A. (B)"])).toEqual([
    "mail a@b.c, ",
    "@A. (B)",
    " is in",
  ]);
  expect(calling("nobody", [])).toEqual(["nobody"]);
});
