import { useT } from "@/shell/hooks/text";
import type { Task } from "../api/tasks";

/** A step of a procedure: it is done where the procedure stands, not here. */
export const STEP = "procedures.step";
const KNOWN = new Set(["surveys.low_score", "surveys.follow_up", STEP]);

/** Who or what asked for a task, in words. */
export function useOrigin(): (task: Task) => string {
  const t = useT();
  return (task) => {
    if (KNOWN.has(task.origin)) return t(`tasks:origin.${task.origin}`);
    return task.made_by_name ?? t("tasks:origin.rule");
  };
}
