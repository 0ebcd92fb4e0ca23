/**
 * What a browser fetches before the workbench can be used: the entry, the language, the house and
 * the workbench route with everything they import. Prints it gzipped; fails above the budget.
 */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 350;
const here = dirname(fileURLToPath(import.meta.url));
const screens = JSON.parse(readFileSync(join(here, "first-screen.json"), "utf8"));
// The page itself stands for what it begins with.
const pages = Object.values(screens)
  .flat()
  .filter((file) => file !== "main.tsx")
  .map((file) => `src/${file}`);
const START = ["index.html", "src/shell/catalogues/zh-CN.ts", ...pages];
const built = resolve(here, "../../../zhiyin/entry/pages/built/console");
const manifest = JSON.parse(readFileSync(join(built, ".vite/manifest.json"), "utf8"));
const files = new Set();
const seen = new Set();

function take(key) {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`first load: ${key} is not in the build`);
  if (seen.has(key)) return;
  seen.add(key);
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const next of chunk.imports ?? []) take(next);
}

for (const key of START) take(key);
const sizes = [...files].map((file) => ({
  file,
  kb: gzipSync(readFileSync(join(built, file)), { level: 9 }).length / 1024,
}));
const total = sizes.reduce((sum, each) => sum + each.kb, 0);
for (const each of sizes.sort((a, b) => b.kb - a.kb).slice(0, 8)) {
  console.log(`${each.kb.toFixed(1).padStart(7)} KB  ${each.file}`);
}
console.log(`console first load: ${total.toFixed(1)} KB gzip (budget ${BUDGET_KB} KB)`);
if (total > BUDGET_KB) process.exit(1);
