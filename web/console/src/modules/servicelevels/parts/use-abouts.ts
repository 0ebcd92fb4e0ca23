import { useQuery } from "@tanstack/react-query";
import type { PolicyInput } from "@/api/types";
import { useLabel, useT } from "@/shell/hooks/text";
import { ACTIONS, CONVERSATION, FACTS, KINDS, policiesQuery } from "../api/policies";
import { type Choice, useChoices } from "./use-names";

/** A kind of object with promises: which, by which facts, and what a broken one can do. */
export type About = {
  about: string;
  name: string;
  kinds: { kind: string; name: string; peaks: boolean; pauses: boolean }[];
  facts: Choice[];
  actions: Choice[];
  choices: (field: string) => Choice[];
  usual: PolicyInput;
};

const PEAKS = ["acknowledge", "first_answer"];

/** What times are promised about: conversations first, then what modules say of their own. */
export function useAbouts(): About[] {
  const t = useT();
  const label = useLabel();
  const choices = useChoices();
  const { data } = useQuery(policiesQuery);
  if (!data) return [];
  const conversations: About = {
    about: CONVERSATION,
    name: t("servicelevels:about.conversation"),
    kinds: KINDS.map((kind) => ({
      kind,
      name: t(`servicelevels:kind.${kind}`),
      peaks: PEAKS.includes(kind),
      pauses: kind === "full_answer",
    })),
    facts: FACTS.map((value) => ({ value, label: t(`servicelevels:fact.${value}`) })),
    actions: ACTIONS.map((value) => ({ value, label: t(`servicelevels:action.${value}`) })),
    choices,
    usual: data.default,
  };
  const others = data.others.map(
    (one): About => ({
      about: one.about,
      name: label(one.title),
      kinds: one.times.map(({ kind, title, pauses }) => ({
        kind,
        name: label(title),
        peaks: false,
        pauses,
      })),
      facts: one.facts.map(({ field, title }) => ({ value: field, label: label(title) })),
      actions: one.actions.map((value) => ({
        value,
        label: t(`servicelevels:action.${value === "notify" ? "notify.owner" : value}`),
      })),
      choices: (field) =>
        (one.facts.find((fact) => fact.field === field)?.choices ?? []).map((each) => ({
          value: each.value,
          label: label(each.title),
        })),
      usual: one.default,
    }),
  );
  return [conversations, ...others];
}

/** The one a policy is about. */
export function useAbout(about: string): About | undefined {
  const all = useAbouts();
  return all.find((one) => one.about === about) ?? all[0];
}
