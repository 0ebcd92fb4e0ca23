import { useNow } from "@/shell/hooks/now";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Task } from "../api/tasks";
import styles from "./tasks.module.css";

const SOON = 3_600_000;

/** When a task is due, by the one colour scale: calm, soon, late. */
export function Due({ task }: { task: Task }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  const left = new Date(task.due_at).getTime() - now;
  const open = task.state === "open";
  const tone = !open ? "" : left < 0 ? styles.late : left < SOON ? styles.soon : "";
  const text = `${format.day(task.due_at)} ${format.time(task.due_at)}`;
  return (
    <time dateTime={task.due_at} className={`${styles.due} ${tone}`}>
      {text}
      {open && left < 0 && <span> · {t("tasks:late")}</span>}
    </time>
  );
}
