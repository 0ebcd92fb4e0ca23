import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

/** Modules whose words are needed before the first screen can be shown. */
const AT_ONCE = new Set(["shell", "conversations"]);
const NAME = /^virtual:catalogue\/(zh-CN|en)\/(first|rest)$/;

type Words = Record<string, string>;
type Found = Record<string, Words>;

function namespaces(source: string): [string, string][] {
  const modules = readdirSync(join(source, "modules")).map((name): [string, string] => [
    name,
    join(source, "modules", name),
  ]);
  return [["shell", join(source, "shell")], ...modules];
}

/** The names of texts that manifests mention: menu, commands, keys, settings pages. */
function labels(source: string): Set<string> {
  const found = new Set<string>();
  for (const [, folder] of namespaces(source)) {
    let text = "";
    try {
      text = readFileSync(join(folder, "manifest.ts"), "utf8");
    } catch {
      continue;
    }
    for (const [, name] of text.matchAll(/"([a-z-]+:[\w.-]+)"/g)) found.add(name ?? "");
  }
  return found;
}

/** A language in two parts: what the first screen needs, and the words of all other pages. */
export function split(source: string, language: string, part: string): Found {
  const early = labels(source);
  const found: Found = {};
  for (const [namespace, folder] of namespaces(source)) {
    let words: Words = {};
    try {
      words = JSON.parse(readFileSync(join(folder, "strings", `${language}.json`), "utf8"));
    } catch {
      continue;
    }
    const first = (key: string) =>
      AT_ONCE.has(namespace) || early.has(`${namespace}:${key.replace(/_(one|other)$/, "")}`);
    const kept = Object.entries(words).filter(([key]) => first(key) === (part === "first"));
    if (kept.length > 0) found[namespace] = Object.fromEntries(kept);
  }
  return found;
}

/**
 * `virtual:catalogue/<language>/<first|rest>`: the texts of all modules without those that the
 * first screen does not show, which are fetched behind it.
 */
export function catalogues(source: string): Plugin {
  const root = resolve(source);
  return {
    name: "catalogues",
    resolveId: (id) => (NAME.test(id) ? `\0${id}` : undefined),
    load(id) {
      const [, language, part] = NAME.exec(id.slice(1)) ?? [];
      if (!language || !part || !id.startsWith("\0")) return undefined;
      for (const [, folder] of namespaces(root)) {
        this.addWatchFile(join(folder, "strings", `${language}.json`));
      }
      return `export default ${JSON.stringify(split(root, language, part))}`;
    },
  };
}
