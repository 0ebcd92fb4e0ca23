import type { ConfigProviderProps } from "antd";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { setRequestLanguage } from "@/api/client";

type AntdLocale = NonNullable<ConfigProviderProps["locale"]>;
export type Language = "zh-CN" | "en";

function first(language: Language) {
  return language === "zh-CN" ? import("./catalogues/zh-CN") : import("./catalogues/en");
}

/** What the first screen does not show; fetched once, behind it. */
function rest(language: Language) {
  return language === "zh-CN"
    ? import("virtual:catalogue/zh-CN/rest")
    : import("virtual:catalogue/en/rest");
}

/** The words of antd's own parts (dates, empty tables) in the current language. */
export let partsLocale: AntdLocale | undefined;

async function addRest(language: Language): Promise<void> {
  const { default: words } = await rest(language);
  for (const [namespace, strings] of Object.entries(words)) {
    i18next.addResourceBundle(language, namespace, strings, true);
  }
}

let complete: Promise<void> = Promise.resolve();

/** Resolves when the words of every page are here. */
export const allWords = (): Promise<void> => complete;

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
  const say = async (language: Language): Promise<string> => {
    const [early, late] = await Promise.all([first(language), rest(language)]);
    return early.default[namespace]?.[name] ?? late.default[namespace]?.[name] ?? "";
  };
  const [zh, en] = await Promise.all([say("zh-CN"), say("en")]);
  return { "zh-CN": zh, en };
}

/** Loads a language and makes it the current one. */
export async function speak(language: Language): Promise<void> {
  setRequestLanguage(language);
  const { default: resources, parts } = await first(language);
  partsLocale = parts;
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      resources: { [language]: resources },
      defaultNS: "shell",
      keySeparator: false,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
      // A part that was drawn before its words arrived is drawn again.
      react: { bindI18nStore: "added" },
    } as Parameters<typeof i18next.init>[0]);
    complete = addRest(language);
  } else {
    for (const [namespace, strings] of Object.entries(resources)) {
      i18next.addResourceBundle(language, namespace, strings, true);
    }
    // Whoever changes the language may be on any page.
    complete = addRest(language);
    await complete;
    await i18next.changeLanguage(language);
  }
  document.documentElement.lang = language;
}
