/** The visitor's language; Chinese comes with the widget, English when it is needed. */
import type { Language } from '../api/types';
import { type Strings, zhCN } from './zh-CN';

export type { Strings } from './zh-CN';

const loaded: Partial<Record<Language, Strings>> = { 'zh-CN': zhCN };

export async function loadStrings(language: Language): Promise<Strings> {
  if (language === 'en' && !loaded.en) {
    // Better Chinese labels than no window at all when the second language cannot be fetched.
    loaded.en = await import('./en').then(
      ({ en }) => en,
      () => undefined,
    );
  }
  return loaded[language] ?? zhCN;
}

/** Which of the widget's languages suits this browser best. */
export function chooseLanguage(
  wanted: readonly string[],
  offered: readonly Language[],
  fallback: Language,
): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    const found = offered.find((language) => language.toLowerCase().split('-')[0] === base);
    if (found) return found;
  }
  return fallback;
}
