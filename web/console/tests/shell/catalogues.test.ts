import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { manifests } from "@/shell/registry";
import { split } from "../../tools/catalogues";

const source = join(import.meta.dirname, "../../src");

test("what the first screen needs and the rest are the whole, without a word twice", () => {
  for (const language of ["zh-CN", "en"]) {
    const first = split(source, language, "first");
    const rest = split(source, language, "rest");
    for (const module of ["shell", "conversations", "tasks", "people"]) {
      const folder = module === "shell" ? "shell" : `modules/${module}`;
      const path = join(source, folder, "strings", `${language}.json`);
      const whole = JSON.parse(readFileSync(path, "utf8"));
      expect({ ...first[module], ...rest[module] }).toEqual(whole);
      const both = Object.keys(first[module] ?? {}).filter((key) => key in (rest[module] ?? {}));
      expect(both).toEqual([]);
    }
  }
});

test("every entry of the menu has its word on the first screen", () => {
  const first = split(source, "zh-CN", "first");
  for (const entry of manifests.flatMap((manifest) => manifest.menu ?? [])) {
    const [module = "", key = ""] = entry.label.split(":");
    expect(first[module]?.[key], entry.label).toBeTruthy();
  }
});
