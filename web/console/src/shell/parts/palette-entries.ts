import type { Command, Finder, FinderHit, MenuEntry, SettingsPage } from "../contracts";

export type Entry = {
  id: string;
  group: string;
  title: string;
  detail?: string;
  keys?: string | undefined;
  run: (go: (path: string) => void) => void;
};

type Sources = { menu: MenuEntry[]; commands: Command[]; settings: SettingsPage[] };

/** Everything the palette can do without asking the server. */
export function fixedEntries(
  sources: Sources,
  t: (key: string) => string,
  allowed: (permission: string | undefined) => boolean,
): Entry[] {
  const places = sources.menu
    .filter((entry) => allowed(entry.permission))
    .map((entry) => ({
      id: `menu:${entry.path}`,
      group: t("shell:palette.go"),
      title: t(entry.label),
      run: (go: (path: string) => void) => go(entry.path),
    }));
  const acts = sources.commands
    .filter((command) => allowed(command.permission))
    .map((command) => ({
      id: `command:${command.id}`,
      group: t(command.group),
      title: t(command.label),
      keys: command.keys,
      run: command.run,
    }));
  const pages = sources.settings
    .filter((page) => !page.hidden && allowed(page.permission))
    .map((page) => ({
      id: `settings:${page.path}`,
      group: t("shell:settings"),
      title: t(page.label),
      detail: t(page.hint),
      run: (go: (path: string) => void) => go(`/settings${page.path}`),
    }));
  return [...acts, ...places, ...pages];
}

/** Every word typed must stand somewhere in the entry. */
export function narrow(entries: Entry[], text: string): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const hay = `${entry.title} ${entry.detail ?? ""} ${entry.group}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}

export function hitEntries(
  finder: Finder,
  asked: string,
  hits: FinderHit[],
  t: (key: string, values?: Record<string, string>) => string,
): Entry[] {
  const found: Entry[] = hits.map((hit) => ({
    id: `${finder.id}:${hit.id}`,
    group: t(finder.group),
    title: hit.title,
    detail: hit.detail,
    run: (go) => ("path" in hit ? go(hit.path) : hit.run()),
  }));
  const { all } = finder;
  if (!all) return found;
  return [
    ...found,
    {
      id: `${finder.id}:all`,
      group: t(finder.group),
      title: t(all.label, { text: asked }),
      run: (go) => go(all.path(asked)),
    },
  ];
}
