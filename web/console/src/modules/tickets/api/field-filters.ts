import type { Field, FieldValue } from "@/api/types";
import { isOrdered } from "@/shell/hooks/fields";

/** A filter over a custom field, as its form holds it. */
export type FieldAsked = { value?: FieldValue; from?: FieldValue; to?: FieldValue };

const toText = (value: FieldValue | undefined): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === undefined ? "" : String(value).trim();
};

function toValue(field: Field, text: string): FieldValue {
  if (text === "") return null;
  if (field.type === "yes_no") return text === "yes";
  return ["number", "money", "formula"].includes(field.type) ? Number(text) : text;
}

/** What the server calls it: "code:value", or "code:from..to" of what can be compared. */
export function writeFilter(field: Field, asked: FieldAsked): string | null {
  const [from, to] = [toText(asked.from), toText(asked.to)];
  const text = !isOrdered(field) ? toText(asked.value) : from === to ? from : `${from}..${to}`;
  return text ? `${field.code}:${text}` : null;
}

/** And back, for its form. */
export function readFilter(field: Field, text: string): FieldAsked {
  const said = text.slice(field.code.length + 1);
  if (!isOrdered(field)) return { value: toValue(field, said) };
  const [from = "", to = from] = said.split("..");
  return { from: toValue(field, from), to: toValue(field, to) };
}
