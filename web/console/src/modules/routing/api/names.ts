import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import type { Condition, Widget } from "@/api/types";
import { useShops, useSkills, useSubjects, useTeams } from "@/shell/hooks/directory";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useLanguage, useT } from "@/shell/hooks/text";

export type Field = Condition["field"];
export type Choice = { value: string; label: string };

export const FIELDS: Field[] = [
  "words",
  "page",
  "language",
  "subject",
  "level",
  "tag",
  "first_visit",
  "shop",
  "channel",
];

/** What visitors' browsers speak most; others can be typed. */
const LANGUAGES = ["zh-CN", "en"];

function languageName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export type Names = {
  /** Fields a condition can name: the house's, then custom fields of customers. */
  fields: Choice[];
  field: (field: Field) => string;
  /** What can be chosen for a field; null where words are typed. */
  choices: (field: Field) => Choice[] | null;
  /** One value in words. */
  value: (field: Field, value: string) => string;
  team: (id: string | null | undefined) => string;
  skill: (id: string | null | undefined) => string;
  teams: Choice[];
  skills: Choice[];
};

/** Custom fields of customers that conditions can name. */
const factsQuery = queryOptions({
  queryKey: ["routing", "customer-facts"],
  queryFn: () => unwrap(api.GET("/api/routing/customer-facts")),
  staleTime: 60_000,
});

/** The names of everything a rule speaks of. */
export function useNames(): Names {
  const t = useT();
  const label = useLabel();
  const language = useLanguage();
  const [shops, teams, subjects, skills] = [useShops(), useTeams(), useSubjects(), useSkills()];
  const facts = useQuery(factsQuery).data ?? [];
  const widgets = useQuery({
    queryKey: ["widgets"],
    queryFn: (): Promise<Widget[]> => unwrap(api.GET("/api/widgets")),
    enabled: useCan()("channels.manage"),
    staleTime: 60_000,
  });
  const lists: Partial<Record<Field, Choice[]>> = {
    shop: shops.map(({ id, name }) => ({ value: id, label: name })),
    channel: (widgets.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    subject: subjects.map(({ id, name }) => ({ value: id, label: label(name) })),
    language: LANGUAGES.map((value) => ({ value, label: languageName(value, language) })),
    first_visit: ["yes", "no"].map((value) => ({
      value,
      label: t(`routing:first_visit.${value}`),
    })),
  };
  for (const each of facts) {
    if (!each.choices) continue;
    lists[each.field] = Object.entries(each.choices).map(([value, name]) => ({
      value,
      label: label(name),
    }));
  }
  const fieldName = (field: Field) => {
    const fact = facts.find((each) => each.field === field);
    if (fact) return label(fact.title);
    return FIELDS.includes(field) ? t(`routing:field.${field}`) : t("routing:gone");
  };
  const allSkills = skills.map(({ id, name }) => ({ value: id, label: label(name) }));
  const allTeams = teams.map(({ id, name }) => ({ value: id, label: name }));
  const nameIn = (list: Choice[], id: string | null | undefined) =>
    list.find(({ value }) => value === id)?.label ?? (id ? t("routing:gone") : "");
  return {
    fields: [...FIELDS, ...facts.map((each) => each.field)].map((value) => ({
      value,
      label: fieldName(value),
    })),
    field: fieldName,
    choices: (field) => lists[field] ?? null,
    value: (field, value) => {
      const found = lists[field]?.find((choice) => choice.value === value)?.label;
      if (found) return found;
      if (field === "language") return languageName(value, language);
      return lists[field] ? t("routing:gone") : value;
    },
    team: (id) => nameIn(allTeams, id),
    skill: (id) => nameIn(allSkills, id),
    teams: allTeams,
    skills: allSkills,
  };
}
