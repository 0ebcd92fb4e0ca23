import { describe, expect, it } from "vitest";
import { chosen, draftsOf, reasonsFor } from "@/modules/bot/api/lesson";

describe("a lesson", () => {
  it("takes the first wordings, and each once", () => {
    const drafts = draftsOf(Array.from({ length: 12 }, (_, place) => `q${place % 11}`));
    expect(chosen(drafts)).toHaveLength(10);
    expect(drafts.filter((each) => each.on)).toHaveLength(10);
  });

  it("leaves out what was unticked or emptied", () => {
    const [one, two, three] = draftsOf(["a", "b", "c"]);
    if (!one || !two || !three) throw new Error("three were given");
    expect(chosen([{ ...one, on: false }, { ...two, text: "  " }, three])).toEqual(["c"]);
  });

  it("says what people did before what search found", () => {
    const proposal = { article_id: "1", title: "t", likely: 0.43, matched: "", better: 0 };
    expect(reasonsFor({ ...proposal, chosen: 4, inserted: 2 })).toEqual([
      { key: "inserted", count: 2 },
      { key: "chosen", count: 4 },
      { key: "likely", count: 43 },
    ]);
  });
});
