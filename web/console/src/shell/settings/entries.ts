import { useQuery } from "@tanstack/react-query";
import type { SettingsPage } from "../contracts";
import { useCan } from "../hooks/session";
import { useLabel, useT } from "../hooks/text";
import { contributed, inOrder } from "../registry";
import { settingsQuery } from "./data";

export type SettingsEntry = {
  path: string;
  title: string;
  hint: string;
  group: SettingsPage["group"];
};

function contains(text: string, ...hay: string[]): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = hay.join(" ").toLowerCase();
  return words.every((word) => whole.includes(word));
}

/** Pages, groups of rules, and, while searching, single settings. */
export function useSettingsEntries(
  text: string,
  allowed: (permission: string | undefined) => boolean,
): SettingsEntry[] {
  const t = useT();
  const label = useLabel();
  const manages = useCan()("settings.manage");
  const { data: settings = [] } = useQuery({
    ...settingsQuery("organisation"),
    enabled: manages,
  });
  const pages: SettingsEntry[] = inOrder(contributed("settings"))
    .filter((page) => !page.hidden && allowed(page.permission))
    .map((page) => ({
      path: `/settings${page.path}`,
      title: t(page.label),
      hint: t(page.hint),
      group: page.group,
    }));
  pages.push({
    path: "/settings/preferences",
    title: t("shell:mine"),
    hint: t("shell:mine.hint"),
    group: "account",
  });
  const modules = [...new Set(settings.map((setting) => setting.module))];
  const rules: SettingsEntry[] = modules.map((module) => ({
    path: `/settings/rules/${module}`,
    title: t(`shell:rules.${module}`),
    hint: t("shell:rules.hint"),
    group: "service",
  }));
  const single: SettingsEntry[] = text
    ? settings.map((setting) => ({
        path: `/settings/rules/${setting.module}`,
        title: label(setting.title),
        hint: label(setting.description),
        group: "service",
      }))
    : [];
  return [...pages, ...rules, ...single].filter((entry) => contains(text, entry.title, entry.hint));
}
