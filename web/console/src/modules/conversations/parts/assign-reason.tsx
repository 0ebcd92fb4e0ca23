import type { Summary } from "@/api/types";
import { useSkills } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import styles from "./thread/thread.module.css";

/** Why it came to whom it came, e.g. "最空闲 · 有退换货技能" (分配理由). */
export function AssignReason({ summary }: { summary: Summary }) {
  const t = useT();
  const label = useLabel();
  const skills = useSkills();
  if (!summary.assign_reason || !summary.assignee) return null;
  const skill = skills.find((each) => each.id === summary.assign_skill_id);
  const words = [
    t(`conversations:reason.${summary.assign_reason}`),
    skill ? t("conversations:reason.skill", { skill: label(skill.name) }) : "",
  ];
  return (
    <span className={styles.tag} title={t("conversations:reason")} data-reason>
      {words.filter(Boolean).join(" · ")}
    </span>
  );
}
