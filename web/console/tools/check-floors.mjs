/**
 * The console's floors: a module may import ui, the shell's hooks and contracts, the client, and
 * itself; ui imports nothing of ours; the shell reaches modules only through their manifests.
 * Also: no file above 250 lines.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "src");
const problems = [];

function walk(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
}

function placeOf(path) {
  const parts = relative(source, path).split("/");
  if (parts[0] === "modules") return { floor: "module", module: parts[1] };
  return { floor: parts[0], rest: parts.slice(1).join("/") };
}

function targetOf(from, specifier) {
  if (specifier.startsWith("@/")) return join(source, specifier.slice(2));
  if (specifier.startsWith(".")) return resolve(dirname(from), specifier);
  return null;
}

function refuse(from, specifier, better) {
  problems.push(`${relative(root, from)} imports ${specifier}: ${better}`);
}

function checkImport(from, specifier) {
  const target = targetOf(from, specifier);
  if (!target) return;
  const here = placeOf(from);
  const there = placeOf(target);
  if (there.floor === "module" && here.floor !== "main.tsx") {
    if (here.floor !== "module") {
      refuse(
        from,
        specifier,
        "shell and ui never import a module; contribute through its manifest",
      );
    } else if (here.module !== there.module) {
      refuse(from, specifier, "modules never import each other; use the client or a contribution");
    }
  }
  if (
    here.floor === "module" &&
    there.floor === "shell" &&
    !/^(hooks\/|contracts)/.test(there.rest)
  ) {
    refuse(from, specifier, "a module uses the shell's hooks and contracts only");
  }
  if (here.floor === "ui" && there.floor !== "ui") {
    refuse(from, specifier, "ui stands on its own; pass what it needs as properties");
  }
  if (here.floor === "api" && there.floor !== "api") {
    refuse(from, specifier, "the client knows nobody above it");
  }
}

for (const path of walk(source)) {
  if (!/\.(tsx?|css)$/.test(path)) continue;
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").length - 1;
  const generated = /api\/(schema|frames)\.d\.ts$/.test(path);
  if (lines > 250 && !generated) {
    problems.push(`${relative(root, path)} has ${lines} lines: split it by subject (250 at most)`);
  }
  for (const found of text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)) {
    checkImport(path, found[1]);
  }
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log("floors: in order");
