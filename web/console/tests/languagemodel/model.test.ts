import { describe, expect, it } from "vitest";
import { changeOf, type Endpoint, valuesOf } from "@/modules/languagemodel/api/model";
import { secondsOf, shareOf } from "@/modules/languagemodel/parts/numbers";

const endpoint: Endpoint = {
  version: 3,
  on: false,
  address: "https://api.example.com/v1",
  has_key: true,
  model: "tea-1",
  dialect: "tools",
  seconds: 8,
  tokens_a_day: 1_000_000,
  uses: ["answers"],
  ai_on: true,
};

describe("what is sent when the endpoint is saved", () => {
  it("is only what was changed", () => {
    expect(changeOf(endpoint, valuesOf(endpoint))).toEqual({});
    expect(changeOf(endpoint, { ...valuesOf(endpoint), on: true, seconds: 5 })).toEqual({
      on: true,
      seconds: 5,
    });
    expect(changeOf(endpoint, { ...valuesOf(endpoint), uses: [] })).toEqual({ uses: [] });
  });

  it("holds a key only when one was typed", () => {
    expect(valuesOf(endpoint).key).toBe("");
    expect(changeOf(endpoint, { ...valuesOf(endpoint), key: "sk-1" })).toEqual({ key: "sk-1" });
  });
});

describe("figures", () => {
  it("are short", () => {
    expect(secondsOf(1234)).toBe("1.2");
    expect(shareOf(1, 3)).toBe("33 %");
    expect(shareOf(0, 0)).toBe("0 %");
  });
});
