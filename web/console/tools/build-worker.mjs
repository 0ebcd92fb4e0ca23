/**
 * Builds the service worker after the console: it holds the names of the files of the first load,
 * so it differs whenever they do, and the browser notices that there is something newer.
 */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const built = resolve(here, "../../../zhiyin/entry/pages/built/console");
const manifest = JSON.parse(readFileSync(join(built, ".vite/manifest.json"), "utf8"));
const files = new Set();

function take(key) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const next of chunk.imports ?? []) take(next);
}

take("index.html");
await build({
  logLevel: "warn",
  configFile: false,
  publicDir: false,
  root: resolve(here, ".."),
  define: { __SHELL__: JSON.stringify([...files].sort().map((file) => `/console/${file}`)) },
  build: {
    outDir: built,
    emptyOutDir: false,
    target: "es2022",
    lib: { entry: "worker/sw.ts", formats: ["iife"], name: "zhiyin", fileName: () => "sw.js" },
  },
});
