import { useLanguage, useT } from "@/shell/hooks/text";
import type { Recurrence } from "../../api/templates";

export const LAST_DAY = -1;
export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

/** A rule in words: every week on Monday and Thursday at 09:00. */
export function useRuleText(): (rule: Recurrence) => string {
  const t = useT();
  return (rule) => {
    const step = rule.step ?? 1;
    const often = t(`tickets:rule.${rule.every}${step > 1 ? ".n" : ""}`, { n: step });
    const weekdays = (rule.weekdays ?? []).map((day) => t(`tickets:weekday.${day}`));
    const days = (rule.days ?? []).map((day) =>
      day === LAST_DAY ? t("tickets:rule.last") : t("tickets:rule.day.of", { day }),
    );
    const named = rule.every === "week" ? weekdays : rule.every === "month" ? days : [];
    const closed = rule.closed === "make" ? "" : t(`tickets:rule.closed.${rule.closed}.short`);
    return [often, named.join(t("shell:field.and")), rule.at, closed].filter(Boolean).join(" · ");
  };
}

/** A moment by the clock of a shop, wherever one sits oneself: Mon, Nov 30, 09:00. */
export function useZoned(): (iso: string, zone: string) => string {
  const language = useLanguage();
  return (iso, zone) =>
    new Intl.DateTimeFormat(language, {
      timeZone: zone,
      month: "short",
      day: "numeric",
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).format(new Date(iso));
}
