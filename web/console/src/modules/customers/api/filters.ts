import type { Field, FieldValue } from "@/api/types";
import { isOrdered } from "@/shell/hooks/fields";

/** One filter as it is being put together: a value, or from and to. */
export type Draft = { code: string; value?: FieldValue; from?: FieldValue; to?: FieldValue };

const said = (value: FieldValue | undefined): string =>
  typeof value === "boolean" ? (value ? "yes" : "no") : String(value ?? "");

/** What the server is asked, "code:value" or "code:from..to"; null while there is nothing to ask. */
export function filterText(draft: Draft, field: Field): string | null {
  const text = isOrdered(field)
    ? said(draft.from) === said(draft.to)
      ? said(draft.from)
      : `${said(draft.from)}..${said(draft.to)}`
    : said(draft.value);
  return text.trim() ? `${draft.code}:${text}` : null;
}
