import { useQuery } from "@tanstack/react-query";
import { useShops, useSubjects } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Scope, selectorsQuery } from "./incidents";

export type Choice = { value: string; label: string };
export const FIELDS = ["words", "subject", "page", "level", "tag", "language", "shop"];

export type Fields = {
  fields: Choice[];
  name: (field: string) => string;
  /** What can be chosen for a field; null where words are typed. */
  choices: (field: string) => Choice[] | null;
};

/** The fields a scope may speak of, with those that modules contribute. */
export function useFields(): Fields {
  const t = useT();
  const label = useLabel();
  const subjects = useSubjects();
  const shops = useShops();
  const more = useQuery(selectorsQuery).data ?? [];
  const lists: Record<string, Choice[]> = {
    subject: subjects.map(({ id, name }) => ({ value: id, label: label(name) })),
    shop: shops.map(({ id, name }) => ({ value: id, label: name })),
  };
  for (const each of more) {
    if (!each.choices) continue;
    lists[each.field] = Object.entries(each.choices).map(([value, name]) => ({
      value,
      label: label(name),
    }));
  }
  const name = (field: string) => {
    const contributed = more.find((each) => each.field === field);
    return contributed ? label(contributed.title) : t(`incidents:field.${field}`);
  };
  return {
    fields: [...FIELDS, ...more.map((each) => each.field)].map((value) => ({
      value,
      label: name(value),
    })),
    name,
    choices: (field) => lists[field] ?? null,
  };
}

/** A scope in words: "first words contain A or B; or subject is C". */
export function useScopeText(): (scope: Scope) => string {
  const t = useT();
  const fields = useFields();
  return ({ scope, match }) =>
    scope
      .map(({ field, any_of }) => {
        const choices = fields.choices(field);
        const values = any_of
          .map((value) => choices?.find((each) => each.value === value)?.label ?? value)
          .join(t("incidents:or"));
        return t(choices ? "incidents:is" : "incidents:contains", {
          field: fields.name(field),
          values,
        });
      })
      .join(t(match === "all" ? "incidents:join.all" : "incidents:join.any"));
}
