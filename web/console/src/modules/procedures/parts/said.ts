import type { LabelText } from "@/api/types";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { spoken } from "../api/duration";
import type { Way } from "../api/flow";
import { useOffer } from "../api/procedures";
import type { Limit, Who } from "../api/shapes";

/** Within which time something has to be done. */
export function useLimitText(): (limit: Limit | null) => string {
  const t = useT();
  return (limit) => {
    if (!limit) return t("procedures:limit.none");
    const { amount, unit } = spoken(limit.minutes, limit.clock === "clock");
    const time = t(`procedures:unit.${unit}`, { count: amount });
    return t(`procedures:limit.${limit.clock}`, { time });
  };
}

/** Who does it, by the rule that finds them. */
export function useWhoText(): (who: Who) => string {
  const label = useLabel();
  const { rules } = useOffer();
  return ({ rule, value }) => {
    const known = rules.find(({ code }) => code === rule);
    if (!known) return [rule, value].filter(Boolean).join(" ");
    const chosen = known.choices?.find((choice) => choice.value === value);
    const name = chosen ? label(chosen.name as LabelText) : value;
    return known.choices ? `${label(known.title)}${name ? ` · ${name}` : ""}` : label(known.title);
  };
}

/** What a way is called: the outcomes that lead along it. */
export function useWayWords(): (way: Way) => string {
  const label = useLabel();
  return (way) => way.outcomes.map(({ name, code }) => label(name) || code).join(" / ");
}

/** A moment as one says it: today 14:30. */
export function useMomentText(): (iso: string) => string {
  const format = useFormat();
  return (iso) => `${format.day(iso)} ${format.time(iso)}`;
}
