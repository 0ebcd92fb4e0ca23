import { ArrowRightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Drawer, Input, Tag } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { useTaskActions } from "../api/actions";
import { type Task, taskQuery } from "../api/tasks";
import { Due } from "./due";
import { EditTask } from "./edit-task";
import { STEP, useOrigin } from "./origin";
import styles from "./tasks.module.css";

/** What is known of a task. */
function Facts({ task }: { task: Task }) {
  const t = useT();
  const format = useFormat();
  const origin = useOrigin();
  return (
    <dl className={styles.facts}>
      <dt>{t("tasks:field.due")}</dt>
      <dd>
        <Due task={task} />
      </dd>
      <dt>{t("tasks:field.owner")}</dt>
      <dd>
        {task.owner_name ?? t("tasks:unowned")}
        {task.assign_reason && <span className={styles.quiet}> · {t("tasks:given")}</span>}
      </dd>
      {task.team_name && <dt>{t("tasks:field.team")}</dt>}
      {task.team_name && <dd>{task.team_name}</dd>}
      {task.about?.path && <dt>{t("tasks:about")}</dt>}
      {task.about?.path && (
        <dd>
          <Link to={task.about.path as never}>{task.about.title}</Link>
        </dd>
      )}
      <dt>{t("tasks:origin")}</dt>
      <dd>
        {origin(task)} · {format.day(task.made_at)} {format.time(task.made_at)}
      </dd>
      {task.ended_at && <dt>{t(`tasks:state.${task.state}`)}</dt>}
      {task.ended_at && (
        <dd>
          {format.day(task.ended_at)} {format.time(task.ended_at)} · {task.ended_by_name}
        </dd>
      )}
    </dl>
  );
}

function Ending({ task, close }: { task: Task; close: () => void }) {
  const t = useT();
  const [result, setResult] = useState("");
  const { end } = useTaskActions(close);
  const finish = (how: "done" | "cancel") => end.mutate({ task, how, result: result.trim() });
  return (
    <div className={styles.ending}>
      <label htmlFor="task-result">{t("tasks:result")}</label>
      <Input.TextArea
        id="task-result"
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={4000}
        placeholder={t("tasks:result.hint")}
        value={result}
        onChange={(event) => setResult(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) finish("done");
        }}
      />
      <div className={styles.buttons}>
        <Button type="primary" loading={end.isPending} onClick={() => finish("done")}>
          {t("tasks:done")}
        </Button>
        <Button onClick={() => finish("cancel")}>{t("tasks:cancel")}</Button>
      </div>
    </div>
  );
}

/** A step is finished with its form where its procedure stands. */
function StepPlace({ task }: { task: Task }) {
  const t = useT();
  return (
    <div className={styles.ending}>
      <p className={styles.quiet}>{t("tasks:step.hint")}</p>
      {task.about?.path && (
        <Link to={task.about.path as never} className={styles.go ?? ""}>
          {t("tasks:step.go")} <ArrowRightOutlined />
        </Link>
      )}
    </div>
  );
}

/** One task: what, about what, who; done with a result. */
export function TaskDrawer({ id, close }: { id: string; close: () => void }) {
  const t = useT();
  const sentence = useSentence();
  const notices = useNotices();
  const { data: task, error, refetch } = useQuery(taskQuery(id));
  const [editing, setEditing] = useState(false);
  const { take } = useTaskActions(close);
  if (task && editing) return <EditTask task={task} close={() => setEditing(false)} />;
  const open = task?.state === "open";
  return (
    <Drawer
      open
      size={480}
      title={task?.title ?? t("tasks:one")}
      onClose={close}
      extra={
        open && task.may_edit && <Button onClick={() => setEditing(true)}>{t("tasks:edit")}</Button>
      }
    >
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!task && !error && <RowsSkeleton rows={4} />}
      {task && (
        <>
          {task.state !== "open" && (
            <Tag color={task.state === "done" ? "success" : "default"}>
              {t(`tasks:state.${task.state}`)}
            </Tag>
          )}
          {task.text && <p className={styles.words}>{task.text}</p>}
          <Facts task={task} />
          {task.result && <blockquote className={styles.words}>{task.result}</blockquote>}
          {open && task.owner_id === null && (
            <Button
              type="primary"
              loading={take.isPending}
              onClick={() => take.mutate(task, { onSuccess: () => notices.done(t("tasks:taken")) })}
            >
              {t("tasks:take")}
            </Button>
          )}
          {open && task.origin === STEP && <StepPlace task={task} />}
          {open && task.origin !== STEP && task.may_edit && <Ending task={task} close={close} />}
        </>
      )}
    </Drawer>
  );
}
