import type { ConfigProviderProps } from "antd";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { setRequestLanguage } from "@/api/client";

type AntdLocale = NonNullable<ConfigProviderProps["locale"]>;
export type Language = "zh-CN" | "en";

type Found = Record<string, Record<string, string>>;

/** ".../modules/people/strings/en.json" belongs to "people"; the shell's own to "shell". */
export function namespaceOf(path: string): string {
  return path.match(/modules\/([^/]+)\/strings/)?.[1] ?? "shell";
}

function load(language: Language) {
  return language === "zh-CN" ? import("./catalogues/zh-CN") : import("./catalogues/en");
}

/** The words of antd's own parts (dates, empty tables) in the current language. */
export let partsLocale: AntdLocale | undefined;

async function catalogue(language: Language): Promise<Found> {
  const loaded = await load(language);
  return Object.fromEntries(
    Object.entries(loaded.default).map(([path, strings]) => [namespaceOf(path), strings]),
  );
}

/** The browser's language, as far as we speak it. */
export function browserLanguage(languages: readonly string[]): Language {
  for (const each of languages) {
    if (each.toLowerCase().startsWith("zh")) return "zh-CN";
    if (each.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

/** One text in every language we speak, for what customers will read (双语文本). */
export async function inBothLanguages(key: string): Promise<{ "zh-CN": string; en: string }> {
  const [namespace = "", name = ""] = key.split(":");
  const [zh, en] = await Promise.all([catalogue("zh-CN"), catalogue("en")]);
  return { "zh-CN": zh[namespace]?.[name] ?? "", en: en[namespace]?.[name] ?? "" };
}

/** Loads a language and makes it the current one. */
export async function speak(language: Language): Promise<void> {
  setRequestLanguage(language);
  const resources = await catalogue(language);
  partsLocale = (await load(language)).parts;
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      resources: { [language]: resources },
      defaultNS: "shell",
      keySeparator: false,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    } as Parameters<typeof i18next.init>[0]);
  } else {
    for (const [namespace, strings] of Object.entries(resources)) {
      i18next.addResourceBundle(language, namespace, strings);
    }
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
}
