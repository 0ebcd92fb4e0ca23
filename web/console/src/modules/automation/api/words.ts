import { useLabel, useT } from "@/shell/hooks/text";
import type { Action, Condition, Offer, Parameter, RuleDocument, Value } from "./automation";

const BRIEF = 24;

/** The beginning of a long text: enough to know it again. */
const brief = (text: string) => (text.length > BRIEF ? `${text.slice(0, BRIEF)}…` : text);

export type Words = {
  start: (document: RuleDocument) => string;
  startOf: (code: string | null) => string;
  fact: (about: string, code: string) => string;
  condition: (about: string, one: Condition) => string;
  conditions: (document: RuleDocument) => string;
  value: (about: string, fact: string, value: string) => string;
  action: (one: Action) => string;
  actionOf: (code: string) => string;
  matter: (about: string) => string;
};

/** What a rule says, in words a reader without its form understands. */
export function useWords(offer: Offer | undefined): Words {
  const t = useT();
  const label = useLabel();
  const and = t("automation:and");
  const factOf = (about: string, code: string) =>
    offer?.matters.find((one) => one.about === about)?.facts.find((one) => one.code === code);
  const fact = (about: string, code: string) => label(factOf(about, code)?.title) || code;
  const value = (about: string, code: string, given: string) => {
    const known = factOf(about, code);
    if (known?.type === "yes_no") return t(`automation:${given === "yes" ? "yes" : "no"}`);
    return label(known?.choices?.find((one) => one.value === given)?.name) || given;
  };
  const condition = (about: string, one: Condition) => {
    const values = one.values.map((each) => value(about, one.fact, each)).join(t("automation:or"));
    return t(`automation:said.${one.op}`, { fact: fact(about, one.fact), values });
  };
  const startOf = (code: string | null) => {
    const all = [...(offer?.happenings ?? []), ...(offer?.standstills ?? [])];
    return label(all.find((one) => one.code === code)?.title) || (code ?? "");
  };
  const parameter = (field: Parameter, given: Value) =>
    label(field.choices.find((one) => one.value === given)?.name) || brief(String(given));
  const actionOf = (code: string) =>
    label(offer?.actions.find((one) => one.code === code)?.title) || code;
  return {
    startOf,
    fact,
    value,
    condition,
    actionOf,
    matter: (about) => label(offer?.matters.find((one) => one.about === about)?.title) || about,
    start: (document) => {
      if (document.happening) return startOf(document.happening);
      const one = offer?.standstills.find((each) => each.code === document.standstill);
      const named = one?.fields.map((field) =>
        parameter(field, document.lasting[field.code] ?? ""),
      );
      const title = startOf(document.standstill ?? null);
      const what = named?.length ? `${title}（${named.join(and)}）` : title;
      return t("automation:lasting.said", { what, hours: document.hours });
    },
    conditions: (document) =>
      document.groups
        .filter((group) => group.conditions.length > 0)
        .map((group) =>
          group.conditions
            .map((one) => condition(document.about, one))
            .join(group.match === "all" ? and : t("automation:or")),
        )
        .join(document.match === "all" ? t("automation:and.strong") : t("automation:or.strong")),
    action: (one) => {
      const known = offer?.actions.find((each) => each.code === one.code);
      const said = (known?.fields ?? [])
        .filter((field) => one.values[field.code])
        .map((field) => parameter(field, one.values[field.code] ?? ""));
      const title = label(known?.title) || one.code;
      return said.length > 0 ? t("automation:action.said", { title, said: said.join(and) }) : title;
    },
  };
}
