import { queryOptions, useQuery } from "@tanstack/react-query";
import { ApiError, api, unwrap } from "@/api/client";
import type { Field, FieldValue } from "@/api/types";
import { useLabel, useLanguage, useT } from "./text";

/** The custom fields of a kind of object, in their order (自定义字段). */
export const fieldsQuery = (kind: string) =>
  queryOptions({
    queryKey: ["fields", kind],
    queryFn: () => unwrap(api.GET("/api/fields", { params: { query: { kind } } })),
    staleTime: 60_000,
  });

export const useFields = (kind: string): Field[] => useQuery(fieldsQuery(kind)).data ?? [];

/** Currencies without smaller units; all others have two decimals (ISO 4217). */
const WHOLE = ["JPY", "KRW"];
/** Whether its values are amounts, its own or what comes of a formula. */
export const isMoney = (field: Field): boolean =>
  field.type === "money" || (field.type === "formula" && field.result === "money");

/** What names something else: a customer, a colleague, a file. */
export const isReference = (field: Field): boolean =>
  ["customer", "staff", "file"].includes(field.type);

export const decimalsOf = (field: Field): number =>
  isMoney(field) ? (WHOLE.includes(field.currency ?? "CNY") ? 0 : 2) : (field.decimals ?? 0);

/** Amounts are kept in the smallest unit and shown in the usual one. */
export const toShown = (field: Field, value: number): number =>
  isMoney(field) ? value / 10 ** decimalsOf(field) : value;
export const toStored = (field: Field, value: number): number =>
  isMoney(field) ? Math.round(value * 10 ** decimalsOf(field)) : value;

/** What can be compared with more and less. */
export const isOrdered = (field: Field): boolean =>
  ["number", "money", "date", "formula"].includes(field.type);

/** What the server said of single fields, by code. */
export function fieldErrors(reason: unknown): Record<string, string> | null {
  if (!(reason instanceof ApiError) || reason.status !== 422) return null;
  const found = Object.entries(reason.fields)
    .filter(([name]) => name.startsWith("fields."))
    .map(([name, text]) => [name.slice("fields.".length), text]);
  return found.length > 0 ? Object.fromEntries(found) : null;
}

type FieldText = (
  field: Field,
  value: FieldValue | undefined,
  /** What ids are called. */
  names?: Record<string, string>,
) => string;

/** A value in words; empty when nothing is filled in. */
export function useFieldText(): FieldText {
  const t = useT();
  const label = useLabel();
  const language = useLanguage();
  return (field, value, names) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return t(value ? "shell:field.yes" : "shell:field.no");
    if (typeof value === "number") {
      const digits = decimalsOf(field);
      const shown = toShown(field, value);
      return isMoney(field)
        ? new Intl.NumberFormat(language, {
            style: "currency",
            currency: field.currency ?? "CNY",
          }).format(shown)
        : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(shown);
    }
    const named = (code: string) =>
      label(field.choices?.find((choice) => choice.code === code)?.name) || code;
    if (Array.isArray(value)) return value.map(named).join(t("shell:field.and"));
    if (isReference(field)) return names ? (names[value] ?? "") : value;
    return field.type === "choice" ? named(value) : value;
  };
}
