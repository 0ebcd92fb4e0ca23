import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Field, FieldInput, FieldLook } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { fieldsQuery } from "@/shell/hooks/fields";
import { useNotices } from "@/shell/hooks/notice";
import { useOrdering } from "@/shell/hooks/ordering";
import { useT } from "@/shell/hooks/text";

export const hasChoices = (type: Field["type"] | undefined): boolean =>
  type === "choice" || type === "choices";

/** The kinds of objects that take custom fields. */
export const kindsQuery = queryOptions({
  queryKey: ["field-kinds"],
  queryFn: () => unwrap(api.GET("/api/fields/kinds")),
  staleTime: Number.POSITIVE_INFINITY,
});

const at = (id: string) => ({ params: { path: { field_id: id } } });

/** What of a field can be changed. */
export function lookOf(field: Field): FieldLook {
  const { name, help, choices, formula, on_card, at_closing, required, active } = field;
  return { name, help: help ?? null, choices, formula, on_card, at_closing, required, active };
}

export const makeField = (body: FieldInput): Promise<Field> =>
  unwrap(api.POST("/api/fields", { body }));

export const writeField = (field: Field, body: FieldLook): Promise<Field> =>
  unwrap(api.PUT("/api/fields/{field_id}", { ...at(field.id), headers: ifMatch(field), body }));

export const deleteField = (id: string): Promise<unknown> =>
  unwrap(api.DELETE("/api/fields/{field_id}", at(id)));

/** The next free code of a choice, for those who do not mind. */
export function nextCode(codes: string[]): string {
  let at = codes.length + 1;
  while (codes.includes(`c${at}`)) at += 1;
  return `c${at}`;
}

/** Moves and switches fields; moving has a way back. */
export function useFieldActions(kind: string) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const key = fieldsQuery(kind).queryKey;
  const look = () => void client.invalidateQueries({ queryKey: key });
  const move = useOrdering<Field>({
    key,
    put: (ids) => unwrap(api.PUT("/api/fields/order", { body: { ids } })),
    said: t("catalogue:fields.moved"),
  });
  const toggle = (field: Field) => {
    writeField(field, { ...lookOf(field), active: !field.active }).then(look, (reason) => {
      notices.failed(reason);
      look();
    });
  };
  return { move, toggle };
}
