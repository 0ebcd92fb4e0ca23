import type { LabelText, Setting } from "@/api/types";
import type { T } from "../hooks/text";

export type Unit = "second" | "minute" | "hour" | "day";
const SIZES: [Unit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** Seconds as the largest unit that stays whole: 5400 is 90 minutes, 7200 is 2 hours. */
export function splitDuration(seconds: number): { amount: number; unit: Unit } {
  if (seconds === 0) return { amount: 0, unit: "minute" };
  for (const [unit, size] of SIZES) {
    if (seconds % size === 0) return { amount: seconds / size, unit };
  }
  return { amount: seconds, unit: "second" };
}

export function joinDuration(amount: number, unit: Unit): number {
  return amount * (SIZES.find(([name]) => name === unit)?.[1] ?? 1);
}

/** A setting's value in words, for "default: …". */
export function shownValue(
  setting: Setting,
  value: unknown,
  t: T,
  label: (text: LabelText | null | undefined) => string,
): string {
  if (value === null || value === undefined || value === "") return t("shell:rules.nothing");
  if (setting.type === "bool") return t(value ? "shell:on" : "shell:off");
  if (setting.type === "Text") return label(value as LabelText) || t("shell:rules.nothing");
  if (setting.type === "duration") {
    const { amount, unit } = splitDuration(Number(value));
    return amount === 0 ? t("shell:off") : t(`shell:duration.${unit}`, { count: amount });
  }
  return String(value);
}
