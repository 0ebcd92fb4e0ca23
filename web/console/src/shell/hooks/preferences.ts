import { useSyncExternalStore } from "react";
import type { ThemeName } from "@/ui/theme";
import { browserLanguage, type Language, speak } from "../i18n";

type Preferences = { language: Language; theme: ThemeName; followsSystem: boolean };

const LANGUAGE = "zhiyin.language";
const THEME = "zhiyin.theme";
const listeners = new Set<() => void>();
const systemDark = matchMedia("(prefers-color-scheme: dark)");

function stored(): Preferences {
  const language = localStorage.getItem(LANGUAGE);
  const theme = localStorage.getItem(THEME);
  return {
    language:
      language === "zh-CN" || language === "en" ? language : browserLanguage(navigator.languages),
    theme: theme === "dark" || theme === "light" ? theme : systemDark.matches ? "dark" : "light",
    followsSystem: theme === null,
  };
}

let current = stored();

function publish(next: Preferences): void {
  current = next;
  document.documentElement.dataset.theme = next.theme;
  for (const listener of listeners) listener();
}

systemDark.addEventListener("change", () => {
  if (current.followsSystem) publish(stored());
});

/** Before the first paint: the stored theme and the stored or the browser's language. */
export async function startPreferences(): Promise<void> {
  publish(current);
  await speak(current.language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(LANGUAGE, language);
  await speak(language);
  publish({ ...current, language });
}

/** null: follow the system. */
export function chooseTheme(theme: ThemeName | null): void {
  if (theme === null) localStorage.removeItem(THEME);
  else localStorage.setItem(THEME, theme);
  publish({ ...stored(), language: current.language });
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
