import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Field, FieldInput, FieldLook } from "@/api/types";
import { ifMatch } from "@/shell/hooks/edit";
import { fieldsQuery } from "@/shell/hooks/fields";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";

export const TYPES: Field["type"][] = [
  "text",
  "long_text",
  "number",
  "money",
  "date",
  "yes_no",
  "choice",
  "choices",
  "url",
  "phone",
  "email",
];

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
  const { name, help, choices, on_card, at_closing, required, active } = field;
  return { name, help: help ?? null, choices, on_card, at_closing, required, active };
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

/** The list with one entry somewhere else; null when nothing moves. */
export function moved(ids: string[], from: number, to: number): string[] | null {
  const [one] = ids.slice(from, from + 1);
  if (one === undefined || to < 0 || to >= ids.length || from === to) return null;
  const rest = ids.filter((_, place) => place !== from);
  rest.splice(to, 0, one);
  return rest;
}

/** Moves and switches fields; moving has a way back. */
export function useFieldActions(kind: string) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const key = fieldsQuery(kind).queryKey;
  const look = () => void client.invalidateQueries({ queryKey: key });
  const order = useMutation({
    mutationFn: (ids: string[]) => unwrap(api.PUT("/api/fields/order", { body: { ids } })),
    onMutate: (ids) => {
      client.setQueryData(key, (held: Field[] | undefined) =>
        held ? ids.flatMap((id) => held.find((one) => one.id === id) ?? []) : held,
      );
    },
    onError: notices.failed,
    onSettled: look,
  });
  const move = (fields: Field[], from: number, to: number) => {
    const before = fields.map(({ id }) => id);
    const ids = moved(before, from, to);
    if (!ids) return;
    order.mutate(ids, {
      onSuccess: () => notices.undoable(t("catalogue:fields.moved"), () => order.mutate(before)),
    });
  };
  const toggle = (field: Field) => {
    writeField(field, { ...lookOf(field), active: !field.active }).then(look, (reason) => {
      notices.failed(reason);
      look();
    });
  };
  return { move, toggle };
}
