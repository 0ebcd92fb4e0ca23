import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type About, openTasksQuery, type Task } from "../api/tasks";
import { Due } from "./due";
import { EditTask } from "./edit-task";
import { TaskDrawer } from "./task-drawer";
import styles from "./tasks.module.css";

/** What is still to do for this customer, and a way to note more (待办). */
export default function TasksCard({ id, context }: CardProps) {
  const { data, error } = useQuery(openTasksQuery(id));
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  const about: About = context.conversation
    ? { kind: "conversation", id: context.conversation }
    : { kind: "customer", id };
  return <FewTasks tasks={data.items} about={about} />;
}

/** A few tasks one below the other, and a way to note more about the same. */
export function FewTasks({ tasks, about }: { tasks: Task[]; about: About }) {
  const t = useT();
  const allowed = useCan();
  const [shown, setShown] = useState<string | null>(null);
  const [making, setMaking] = useState(false);
  return (
    <>
      {tasks.length === 0 && <p className={styles.quiet}>{t("tasks:none.card")}</p>}
      <ul className={styles.few}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Button type="link" className={styles.title ?? ""} onClick={() => setShown(task.id)}>
              {task.title}
            </Button>
            <span className={styles.quiet}>
              <Due task={task} /> · {task.owner_name ?? task.team_name ?? t("tasks:unowned")}
            </span>
          </li>
        ))}
      </ul>
      {allowed("procedures.edit_tasks") && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          {t("tasks:new")}
        </Button>
      )}
      {making && <EditTask about={about} close={() => setMaking(false)} />}
      {shown && <TaskDrawer id={shown} close={() => setShown(null)} />}
    </>
  );
}
