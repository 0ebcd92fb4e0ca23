import type { ThemeName } from "@/ui/theme";
import { browserLanguage, type Language, speak } from "../i18n";
import { holder } from "./holder";

type Preferences = { language: Language; theme: ThemeName; followsSystem: boolean };

const LANGUAGE = "zhiyin.language";
const THEME = "zhiyin.theme";
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

const current = holder(stored());

function publish(next: Preferences): void {
  document.documentElement.dataset.theme = next.theme;
  current.set(next);
}

systemDark.addEventListener("change", () => {
  if (current.get().followsSystem) publish(stored());
});

/** Before the first paint: the stored theme and the stored or the browser's language. */
export async function startPreferences(): Promise<void> {
  publish(current.get());
  await speak(current.get().language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(LANGUAGE, language);
  await speak(language);
  publish({ ...current.get(), language });
}

/** null: follow the system. */
export function chooseTheme(theme: ThemeName | null): void {
  if (theme === null) localStorage.removeItem(THEME);
  else localStorage.setItem(THEME, theme);
  publish({ ...stored(), language: current.get().language });
}

export const usePreferences = current.use;
