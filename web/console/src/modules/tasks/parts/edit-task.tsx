import { Button, Drawer, Form } from "antd";
import { api, unwrap } from "@/api/client";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { useT } from "@/shell/hooks/text";
import { fromField } from "@/ui/date-field";
import { forTyping } from "@/ui/ground";
import { type About, TASKS, type Task } from "../api/tasks";
import { TaskForm, type Values } from "./task-form";
import styles from "./tasks.module.css";

type Props = { task?: Task; about?: About | undefined; close: () => void };

/** Makes a task, or changes one. */
export function EditTask({ task, about, close }: Props) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const save = useEdit({
    act: ({ title, text, due, owner, team }: Values) => {
      const body = {
        title,
        text: text ?? "",
        due_at: fromField(due),
        owner_id: owner ?? null,
        team_id: team ?? null,
      };
      return task
        ? unwrap(
            api.PATCH("/api/tasks/{task_id}", {
              params: { path: { task_id: task.id } },
              headers: ifMatch(task),
              body,
            }),
          )
        : unwrap(api.POST("/api/tasks", { body: { ...body, about: about ?? null } }));
    },
    refresh: TASKS,
    done: close,
  });
  return (
    <Drawer
      {...forTyping}
      open
      size={480}
      title={t(task ? "tasks:edit" : "tasks:new")}
      onClose={close}
      footer={
        <div className={styles.buttons}>
          <Button type="primary" loading={save.isPending} onClick={form.submit}>
            {t("shell:save")}
          </Button>
          <Button onClick={close}>{t("shell:cancel")}</Button>
        </div>
      }
    >
      <TaskForm
        form={form}
        task={task ?? null}
        failed={save.error}
        save={(values) => save.mutate(values)}
      />
    </Drawer>
  );
}
