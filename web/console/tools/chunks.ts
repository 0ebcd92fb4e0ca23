import { join } from "node:path";
import screens from "./first-screen.json" with { type: "json" };

/** What is on screen first, in two steps: the house round every page, then the workbench. */
const SCREENS: [string, string[]][] = Object.entries(screens);

/** Libraries whose door names everything they have: only what is asked for there is followed. */
const DOOR = /\/node_modules\/(antd|@ant-design\/icons)\/es\/index\.js$/;
const ASKED = /import\s*\{([^}]*)\}\s*from\s*["'](?:antd|@ant-design\/icons)["']/g;

type Facts = { importedIds: readonly string[]; code: string | null };
type Known = { getModuleInfo(id: string): Facts | null };

/** `DatePicker` as its folder or file is called: `date-picker`, and as it stands. */
const spellings = (name: string) => [
  name,
  name.replace(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase(),
];

function asked(code: string): Set<string> {
  const lists = [...code.matchAll(ASKED)].map(([, names]) => names ?? "");
  const names = lists.flatMap((list) => list.split(",").map((one) => one.trim().split(" ")[0]));
  return new Set(names.flatMap((name) => (name ? spellings(name) : [])));
}

/** What these modules need to run, themselves among it. */
function needed(from: string[], known: Known): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const facts = found.has(id) ? null : known.getModuleInfo(id);
    found.add(id);
    for (const next of facts?.importedIds ?? []) {
      if (!DOOR.test(next)) {
        open.push(next);
        continue;
      }
      const names = asked(facts?.code ?? "");
      const behind = known.getModuleInfo(next)?.importedIds ?? [];
      open.push(...behind.filter((path) => path.split(/[/.]/).some((part) => names.has(part))));
    }
  }
  return found;
}

/**
 * Says in which file of the build a module stands: all that the first screen needs in two. Left to
 * itself the build cuts it into a hundred and more, one for each set of pages that share something,
 * and every one of them is a request.
 */
export function firstChunks(source: string): (id: string, known: Known) => string | null {
  let found: [string, Set<string>][] | undefined;
  return (id, known) => {
    found ??= SCREENS.map(([name, files]) => [
      name,
      needed(
        files.map((file) => join(source, file)),
        known,
      ),
    ]);
    return found.find(([, ids]) => ids.has(id))?.[0] ?? null;
  };
}
