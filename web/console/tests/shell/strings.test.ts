import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

/** ".../modules/people/strings/en.json" belongs to "people"; the shell's own to "shell". */
function namespaceOf(path: string): string {
  return path.match(/modules\/([^/]+)\/strings/)?.[1] ?? "shell";
}

const source = join(import.meta.dirname, "../../src");

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

const files = walk(source);
const base = (key: string) => key.replace(/_(one|other)$/, "");

function catalogue(language: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const path of files.filter((each) => each.endsWith(`strings/${language}.json`))) {
    const strings = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
    for (const [key, text] of Object.entries(strings)) all.set(`${namespaceOf(path)}:${key}`, text);
  }
  return all;
}

const zh = catalogue("zh-CN");
const en = catalogue("en");
const code = files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts"));

test("both languages have the same keys with the same values inside", () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  const holes = (text = "") => [...text.matchAll(/{{(\w+)}}/g)].map((each) => each[1]).sort();
  for (const [key, text] of zh) expect(holes(en.get(key)), key).toEqual(holes(text));
});

test("no sentence is empty or shouts", () => {
  for (const [key, text] of [...zh, ...en]) {
    expect(text.trim(), key).not.toBe("");
    expect(text, key).not.toMatch(/[!！]/);
  }
});

test("Chinese texts are Chinese, English texts are not", () => {
  const han = /\p{Script=Han}/u;
  for (const [key, text] of en) {
    expect(han.test(text), key).toBe(false);
  }
});

test("every key that is used exists", () => {
  const known = new Set([...zh.keys()].map(base));
  const missing: string[] = [];
  for (const path of code) {
    const text = readFileSync(path, "utf8");
    for (const [, key = ""] of text.matchAll(/["'`]((?:shell|[a-z]+):[a-z_][\w.-]*)["'`]/g)) {
      const namespace = key.split(":")[0] ?? "";
      if (![...known].some((each) => each.startsWith(`${namespace}:`))) continue;
      if (!known.has(key)) missing.push(`${relative(source, path)}: ${key}`);
    }
    for (const [, start = ""] of text.matchAll(/t\(`([a-z]+:[\w.]*)\$\{/g)) {
      if (![...known].some((key) => key.startsWith(start))) missing.push(`${start}*`);
    }
  }
  expect(missing).toEqual([]);
});

test("every text is used somewhere", () => {
  const whole = code.map((path) => readFileSync(path, "utf8")).join("\n");
  const starts = [...whole.matchAll(/`([a-z]+:[\w.]*)\$\{/g)].map((each) => each[1] ?? "");
  const unused = [...new Set([...zh.keys()].map(base))].filter((key) => {
    if (new RegExp(`["'\`]${key.replace(/[.]/g, "\\.")}["'\`]`).test(whole)) return false;
    return !starts.some((start) => key.startsWith(start));
  });
  expect(unused).toEqual([]);
});

test("no text for people stands in the markup", () => {
  const found: string[] = [];
  for (const path of code.filter((each) => each.endsWith(".tsx"))) {
    for (const [at, line] of readFileSync(path, "utf8").split("\n").entries()) {
      const bare = line.replace(/\/\/.*$|\/?\*.*$/g, "");
      const chinese = /\p{Script=Han}/u.test(bare) && !/LANGUAGE_NAMES|知$|知</u.test(bare);
      const prose = />\s*[A-Za-z][a-z]+ [a-z]+/.test(bare) && !/=>/.test(bare);
      const attribute = /\b(aria-label|title|placeholder|alt)="[A-Za-z]/.test(bare);
      if (chinese || prose || attribute)
        found.push(`${relative(source, path)}:${at + 1}: ${line.trim()}`);
    }
  }
  expect(found).toEqual([]);
});
