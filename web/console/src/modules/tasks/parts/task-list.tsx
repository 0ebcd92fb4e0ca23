import { Link } from "@tanstack/react-router";
import { Button, Table, Tag } from "antd";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { Task } from "../api/tasks";
import { Due } from "./due";
import { useOrigin } from "./origin";
import styles from "./tasks.module.css";

type Props = { tasks: Task[]; show: (id: string) => void };

function Title({ task, show }: { task: Task; show: (id: string) => void }) {
  return (
    <Button type="link" className={styles.title ?? ""} onClick={() => show(task.id)}>
      {task.title}
    </Button>
  );
}

function AboutLink({ task }: { task: Task }) {
  if (!task.about?.path) return null;
  return <Link to={task.about.path as never}>{task.about.title}</Link>;
}

function Owner({ task }: { task: Task }) {
  const t = useT();
  if (task.owner_name) return <>{task.owner_name}</>;
  return <Tag color="warning">{task.team_name ?? t("tasks:unowned")}</Tag>;
}

/** Tasks by when they are due; on a phone each is a card. */
export function TaskList({ tasks, show }: Props) {
  const t = useT();
  const phone = usePhone();
  const origin = useOrigin();
  if (phone) {
    return (
      <ul className={styles.cards}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Title task={task} show={show} />
            <p>
              <Due task={task} /> · <Owner task={task} />
            </p>
            <p className={styles.quiet}>
              <AboutLink task={task} />
            </p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={tasks}
      columns={[
        { title: t("tasks:field.due"), width: 170, render: (_, task) => <Due task={task} /> },
        {
          title: t("tasks:field.title"),
          render: (_, task) => <Title task={task} show={show} />,
        },
        { title: t("tasks:about"), render: (_, task) => <AboutLink task={task} /> },
        { title: t("tasks:field.owner"), width: 130, render: (_, task) => <Owner task={task} /> },
        {
          title: t("tasks:origin"),
          width: 140,
          render: (_, task) => <span className={styles.quiet}>{origin(task)}</span>,
        },
      ]}
    />
  );
}
