import { describe, expect, test } from "vitest";
import {
  type Checked,
  hardest,
  judge,
  type Match,
  placeIn,
} from "@/modules/assistance/api/wording";

const match = (severity: Match["severity"]): Match => ({
  entry_id: "e1",
  kind: "banned",
  severity,
  start: 0,
  end: 1,
  instead: "",
  advice: "",
});

const checked = (may_override: boolean, ...severities: Match["severity"][]): Checked => ({
  matches: severities.map(match),
  may_override,
});

describe("words about to be sent", () => {
  test("hints hold nothing back", () => {
    expect(judge(checked(false), false).go).toBe(true);
    expect(judge(checked(false, "hints"), false).go).toBe(true);
  });

  test("a warning asks once, and goes the second time", () => {
    expect(judge(checked(false, "hints", "warns"), false)).toMatchObject({ go: false });
    expect(judge(checked(false, "warns"), true)).toMatchObject({ go: true, anyway: true });
  });

  test("what is refused goes only with those who may, and they are asked as well", () => {
    expect(judge(checked(false, "blocks"), true).go).toBe(false);
    expect(judge(checked(true, "blocks"), false).go).toBe(false);
    expect(judge(checked(true, "warns", "blocks"), true)).toMatchObject({ go: true, anyway: true });
  });

  test("the hardest of several counts", () => {
    expect(hardest([match("hints"), match("blocks"), match("warns")])).toBe("blocks");
    expect(hardest([])).toBeNull();
  });

  test("places are the server's characters, of which some are two of ours", () => {
    expect(placeIn("😀不归我管", 1)).toBe(2);
    expect(placeIn("不归我管", 4)).toBe(4);
    expect("a😀b".slice(placeIn("a😀b", 1), placeIn("a😀b", 2))).toBe("😀");
  });
});
