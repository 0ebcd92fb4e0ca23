import { describe, expect, it } from "vitest";
import type { KeyPermission } from "@/api/types";
import { choicesFor, configOf, proposed } from "@/modules/people/api/keys";

const text = { "zh-CN": "", en: "" };
const tool = (name: string, writes: boolean, by_shop = true) => ({
  name,
  title: text,
  writes,
  by_shop,
});
const permission = (name: string, writes: boolean, ...tools: KeyPermission["tools"]) => ({
  name,
  title: text,
  description: text,
  writes,
  tools,
});
const ALL: KeyPermission[] = [
  permission("tasks", false, tool("list", false), tool("make", true)),
  permission("close", true, tool("end", true)),
  permission("customers", false, tool("find", false, false)),
  permission("conversations.override", true),
  permission("customers.see_personal", false),
];
const shown = (readOnly: boolean, limited: boolean) =>
  choicesFor(ALL, readOnly, limited).map((each) => [
    each.name,
    ...each.tools.map((one) => one.name),
  ]);

describe("what a key can be given", () => {
  it("is everything for one that changes things everywhere", () => {
    expect(shown(false, false)).toEqual([
      ["tasks", "list", "make"],
      ["close", "end"],
      ["customers", "find"],
      ["conversations.override"],
      ["customers.see_personal"],
    ]);
  });

  it("leaves out what means nothing to one that reads in some shops", () => {
    expect(shown(true, true)).toEqual([["tasks", "list"], ["customers.see_personal"]]);
  });

  it("is proposed without what reaches far", () => {
    expect(proposed(ALL)).toEqual(["tasks", "close", "customers"]);
  });
});

it("hands over address and key as programs take them", () => {
  const { zhiyin } = JSON.parse(configOf("https://a/mcp", "zhiyin_x")).mcpServers;
  expect(zhiyin).toMatchObject({
    url: "https://a/mcp",
    headers: { Authorization: "Bearer zhiyin_x" },
  });
});
