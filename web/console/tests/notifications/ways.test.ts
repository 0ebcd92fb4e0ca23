import { describe, expect, it } from "vitest";
import { type Choice, isQuiet, waysFor } from "@/shell/hooks/attention";

const quiet = {
  on: true,
  begin: "22:00",
  end: "08:00",
  time_zone: "Asia/Shanghai",
  urgent_passes: true,
};
const choice = {
  sound: true,
  desktop: true,
  push: true,
  mail: true,
  mail_after: 30,
  quiet: { ...quiet, on: false },
  topics: {
    message: { tone: "soft", desktop: true, push: true, mail: false },
    other: { tone: "none", desktop: false, push: false, mail: false },
  },
} as Choice;
const night = new Date("2026-11-22T15:30:00Z");
const noon = new Date("2026-11-22T04:00:00Z");

describe("quiet hours", () => {
  it("run past midnight in their own time zone", () => {
    expect(isQuiet(quiet, night)).toBe(true);
    expect(isQuiet(quiet, new Date("2026-11-22T23:59:00Z"))).toBe(true);
    expect(isQuiet(quiet, new Date("2026-11-23T00:00:00Z"))).toBe(false);
    expect(isQuiet(quiet, noon)).toBe(false);
    expect(isQuiet({ ...quiet, on: false }, night)).toBe(false);
  });

  it("hold everything back but what is urgent", () => {
    const asleep = { ...choice, quiet };
    expect(waysFor(asleep, "message", false, night)).toEqual({ tone: "none", desktop: false });
    expect(waysFor(asleep, "message", true, night)).toEqual({ tone: "soft", desktop: true });
    const deaf = { ...asleep, quiet: { ...quiet, urgent_passes: false } };
    expect(waysFor(deaf, "message", true, night)).toEqual({ tone: "none", desktop: false });
  });
});

describe("ways", () => {
  it("follow the topic, and what is switched off altogether", () => {
    expect(waysFor(choice, "message", false, noon)).toEqual({ tone: "soft", desktop: true });
    expect(waysFor({ ...choice, sound: false }, "message", false, noon).tone).toBe("none");
    expect(waysFor({ ...choice, desktop: false }, "message", false, noon).desktop).toBe(false);
  });

  it("are those of the others for a topic nobody knows yet", () => {
    expect(waysFor(choice, "new-topic", false, noon)).toEqual({ tone: "none", desktop: false });
  });
});
