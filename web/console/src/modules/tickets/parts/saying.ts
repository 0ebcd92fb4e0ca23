import type { FieldValue } from "@/api/types";
import { usePresences, useShops, useTeams } from "@/shell/hooks/directory";
import { useFields, useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { useTypes } from "../api/types";

export type Said = string | number | boolean | string[] | Record<string, string> | null | undefined;

/** Whether there is nothing to say. */
export const isBlank = (value: Said): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** A part of a ticket in words, as its history or its form holds it. */
export function useSaying(type: string): (part: string, value: Said) => string {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const fields = useFields("ticket");
  const say = useFieldText();
  const types = useTypes();
  const named = new Map<string, string>([
    ...usePresences().map((each) => [each.staff_id, each.name] as const),
    ...useTeams().map((each) => [each.id, each.name] as const),
    ...useShops().map((each) => [each.id, each.name] as const),
    ...types.map((each) => [each.id, label(each.name)] as const),
  ]);
  const statuses = [...types]
    .sort((one) => (one.id === type ? -1 : 1))
    .flatMap((each) => each.statuses);
  return (part, value) => {
    if (isBlank(value)) return t("tickets:empty");
    if (part.startsWith("fields.")) {
      const field = fields.find(({ code }) => `fields.${code}` === part);
      return field ? say(field, value as FieldValue) : String(value);
    }
    if (part === "causes" && Array.isArray(value))
      return value.map((cause) => t(`tickets:cause.${cause}`)).join(t("shell:field.and"));
    if (Array.isArray(value)) return value.join(t("shell:field.and"));
    if (typeof value === "object") return label(value);
    if (part === "status")
      return label(statuses.find(({ code }) => code === value)?.name) || String(value);
    if (part === "held") return t(value ? "tickets:yes" : "tickets:no");
    if (part === "priority") return t(`tickets:priority.${value}`);
    if (part === "urgency" || part === "importance") return t(`tickets:${part}.${value}`);
    if (part === "due_at") return `${format.day(String(value))} ${format.time(String(value))}`;
    return named.get(String(value)) ?? String(value);
  };
}

/** What a part of a ticket is called. */
export function useNameOf(): (part: string) => string {
  const t = useT();
  const label = useLabel();
  const fields = useFields("ticket");
  return (part) => {
    const field = fields.find(({ code }) => `fields.${code}` === part);
    return field ? label(field.name) : t(`tickets:part.${part}`);
  };
}
