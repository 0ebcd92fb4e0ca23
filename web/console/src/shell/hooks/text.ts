import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LabelText } from "@/api/types";

export type T = (key: string, values?: Record<string, string | number>) => string;

/** The catalogue: `t("people:login.title")`. */
export function useT(): T {
  const { t } = useTranslation();
  return t as unknown as T;
}

export function useLanguage(): string {
  return useTranslation().i18n.language;
}

/** A label in the current language, or in any it has. */
export function labelIn(language: string, label: LabelText | null | undefined): string {
  if (!label) return "";
  return label[language] || label["zh-CN"] || label.en || Object.values(label)[0] || "";
}

export function useLabel(): (label: LabelText | null | undefined) => string {
  const language = useLanguage();
  return (label) => labelIn(language, label);
}

export type Format = {
  time: (iso: string) => string;
  day: (iso: string) => string;
  full: (iso: string) => string;
  short: (iso: string) => string;
  size: (bytes: number) => string;
};

function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** Dates and sizes as people of this language write them. */
export function makeFormat(language: string, words: { today: string; yesterday: string }): Format {
  const time = new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
  const date = new Intl.DateTimeFormat(language, { month: "short", day: "numeric" });
  const dated = new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "short",
    day: "numeric",
  });
  const full = new Intl.DateTimeFormat(language, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hour12: false,
  });
  const day = (iso: string) => {
    const at = new Date(iso);
    const now = new Date();
    const before = new Date(now.getTime() - 86_400_000);
    if (sameDay(at, now)) return words.today;
    if (sameDay(at, before)) return words.yesterday;
    return (at.getFullYear() === now.getFullYear() ? date : dated).format(at);
  };
  return {
    time: (iso) => time.format(new Date(iso)),
    day,
    full: (iso) => full.format(new Date(iso)),
    short: (iso) => (sameDay(new Date(iso), new Date()) ? time.format(new Date(iso)) : day(iso)),
    size: (bytes) =>
      bytes < 1024 * 1024
        ? `${Math.max(1, Math.round(bytes / 1024))} KB`
        : `${(bytes / 1024 / 1024).toFixed(1)} MB`,
  };
}

export function useFormat(): Format {
  const language = useLanguage();
  const t = useT();
  return useMemo(
    () => makeFormat(language, { today: t("shell:today"), yesterday: t("shell:yesterday") }),
    [language, t],
  );
}
