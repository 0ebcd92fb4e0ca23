import { useSkills, useTeams } from "@/shell/hooks/directory";
import { labelIn, type T, useLabel, useLanguage, useT } from "@/shell/hooks/text";
import type { Action, SettingKey, Step } from "./surges";

/** What kind of value a setting has that a stage may hold otherwise. */
export const SETTINGS: Record<SettingKey, "slots" | "seconds" | "switch" | "texts"> = {
  "people.extra_slots": "slots",
  "dispatch.wrap_up": "seconds",
  "conversations.queue_text": "texts",
  "conversations.welcome_text": "texts",
  "conversations.answer_within": "seconds",
  "conversations.invitations": "switch",
  "servicelevels.peak": "switch",
  "routing.bot_first": "switch",
};

/** Seconds as people say them: 95 seconds, 4 minutes. */
export function waitText(seconds: number, t: T): string {
  return seconds < 120
    ? t("surges:seconds", { count: Math.round(seconds) })
    : t("surges:minutes", { count: Math.round(seconds / 60) });
}

/** What a step changed for those who wait: "waits fell from 95 to 40 seconds". */
export function effectText(before: number | null, after: number | null, t: T): string {
  if (before === null || after === null) {
    return after === null ? "" : t("surges:effect.only", { after: waitText(after, t) });
  }
  const values = { before: waitText(before, t), after: waitText(after, t) };
  if (values.before === values.after) return t("surges:effect.same", values);
  return t(after < before ? "surges:effect.down" : "surges:effect.up", values);
}

/** Actions in words. */
export function useActionText(): (action: Action) => string {
  const t = useT();
  const label = useLabel();
  const language = useLanguage();
  const teams = useTeams();
  const skills = useSkills();
  const team = (id: string | null | undefined) =>
    teams.find((each) => each.id === id)?.name ?? t("surges:gone");
  const list = (ids: string[]) => ids.map(team).join(t("surges:and"));
  return (action) => {
    if (action.kind === "set") {
      const { key, value } = action;
      const name = t(`surges:setting.${key}`);
      const said =
        typeof value === "boolean"
          ? t(value ? "shell:on" : "shell:off")
          : typeof value === "object"
            ? labelIn(language, value)
            : SETTINGS[key] === "seconds"
              ? t("surges:seconds", { count: value })
              : String(value);
      return t("surges:action.set.to", { name, value: said });
    }
    if (action.kind === "overflow") {
      const from = action.team_ids ?? [];
      return t(from.length ? "surges:action.overflow.from" : "surges:action.overflow.all", {
        from: list(from),
        to: team(action.to_team_id),
      });
    }
    if (action.kind === "reserves") {
      const people = action.staff_ids?.length ?? 0;
      const who = [
        action.team_ids?.length ? list(action.team_ids) : "",
        people ? t("surges:people", { count: people }) : "",
      ];
      return t("surges:action.reserves.ask", {
        who: who.filter(Boolean).join(t("surges:and")),
      });
    }
    const technical = (action.technical ?? [])
      .map((id) => label(skills.find((each) => each.id === id)?.name))
      .filter(Boolean)
      .join(t("surges:and"));
    const groups = (["first", "second", "third"] as const)
      .filter((each) => action[each])
      .map((each) => t(`surges:group.${each}.is`, { team: team(action[each]) }));
    return [...groups, technical ? t("surges:technical.is", { skills: technical }) : ""]
      .filter(Boolean)
      .join(t("surges:and"));
  };
}

/** Who made a step, in words. */
export function byText(step: Step, names: Map<string, string>, t: T): string {
  if (!step.staff_id) return t("surges:automatic");
  return t("surges:by", { name: names.get(step.staff_id) ?? "" });
}
