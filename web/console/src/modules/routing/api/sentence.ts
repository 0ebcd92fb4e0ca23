import type { Condition, EntryRuleInput } from "@/api/types";
import type { T } from "@/shell/hooks/text";
import type { Names } from "./names";
import { priorityOf } from "./priority";

function conditionText(condition: Condition, names: Names, t: T): string {
  const quoted = names.choices(condition.field) === null;
  const values = condition.any_of
    .map((value) => names.value(condition.field, value))
    .map((value) => (quoted ? t("routing:quoted", { value }) : value))
    .join(t("routing:or"));
  // Custom fields of customers carry where they come from in their name.
  if (condition.field.includes(".")) {
    return t("routing:when.fact", { field: names.field(condition.field), values });
  }
  return t(`routing:when.${condition.field}`, { values });
}

/** When a rule fits, as people would say it. */
export function whenText(rule: EntryRuleInput, names: Names, t: T): string {
  if (rule.conditions.length === 0) return t("routing:when.always");
  return rule.conditions
    .map((condition) => conditionText(condition, names, t))
    .join(t("routing:and"));
}

type Outcome = Pick<
  EntryRuleInput,
  "team_id" | "skill_id" | "skill_level" | "tier" | "urgency" | "importance"
>;

/** What a rule decides, each in a few words; what it leaves open is not named. */
export function thenTexts(rule: Outcome, names: Names, t: T): string[] {
  const urgent = rule.urgency ?? null;
  const important = rule.importance ?? null;
  return [
    rule.team_id ? t("routing:then.team", { team: names.team(rule.team_id) }) : "",
    rule.skill_id
      ? t("routing:then.skill", { skill: names.skill(rule.skill_id), level: rule.skill_level })
      : "",
    rule.tier ? t(`routing:then.tier.${rule.tier}`) : "",
    urgent !== null || important !== null
      ? t("routing:then.priority", {
          priority: t(`shell:priority.${priorityOf(urgent, important)}`),
        })
      : "",
  ].filter(Boolean);
}

/** Seconds in words: 300 is "5 minutes". */
function spanText(seconds: number, t: T): string {
  const whole = Math.abs(seconds);
  if (whole % 60 !== 0) return t("shell:duration.second", { count: whole });
  return t("shell:duration.minute", { count: whole / 60 });
}

/** What a priority is worth in the queue. */
export function worthText(seconds: number, t: T): string {
  if (seconds === 0) return t("routing:worth.none");
  return t(seconds > 0 ? "routing:worth.more" : "routing:worth.less", {
    time: spanText(seconds, t),
  });
}
