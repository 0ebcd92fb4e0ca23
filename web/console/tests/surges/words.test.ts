import { describe, expect, it } from "vitest";
import { effectText, waitText } from "@/modules/surges/api/words";
import type { T } from "@/shell/hooks/text";

const t: T = (key, values) => `${key} ${Object.values(values ?? {}).join(" → ")}`.trim();

describe("waits in words", () => {
  it("says seconds up to two minutes, then minutes", () => {
    expect(waitText(95, t)).toBe("surges:seconds 95");
    expect(waitText(119.6, t)).toBe("surges:seconds 120");
    expect(waitText(150, t)).toBe("surges:minutes 3");
  });

  it("tells whether waits fell, rose or stayed", () => {
    expect(effectText(95, 40, t)).toBe("surges:effect.down surges:seconds 95 → surges:seconds 40");
    expect(effectText(40, 95, t)).toBe("surges:effect.up surges:seconds 40 → surges:seconds 95");
    expect(effectText(40.2, 40.4, t)).toContain("surges:effect.same");
  });

  it("says nothing where nobody came after, and only what is known where nobody came before", () => {
    expect(effectText(95, null, t)).toBe("");
    expect(effectText(null, 40, t)).toBe("surges:effect.only surges:seconds 40");
  });
});
