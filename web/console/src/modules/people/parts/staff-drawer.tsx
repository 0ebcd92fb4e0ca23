import { Button, Form, Input, InputNumber, Radio } from "antd";
import { api, unwrap } from "@/api/client";
import type { Grade, Staff, StaffChange } from "@/api/types";
import { ifMatch, useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError } from "@/shell/hooks/form-error";
import { useNotices } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { staffQuery } from "../api/queries";
import { Membership } from "./membership";
import styles from "./people.module.css";

const GRADES: Grade[] = ["junior", "senior", "expert"];

type Values = Pick<Staff, "name" | "grade" | "role_ids" | "team_ids" | "capacity">;

/** One person's roles, teams and slots; inviting again, disabling (员工). */
export function StaffDrawer({ staff, close }: { staff: Staff; close: () => void }) {
  const t = useT();
  const me = useMe();
  const notices = useNotices();
  const [form] = Form.useForm<Values>();
  const path = { path: { staff_id: staff.id } };
  const save = useEdit({
    act: (change: StaffChange) =>
      unwrap(
        api.PATCH("/api/staff/{staff_id}", { params: path, headers: ifMatch(staff), body: change }),
      ),
    refresh: staffQuery.queryKey,
    done: close,
  });
  const again = () =>
    unwrap(api.POST("/api/staff/{staff_id}/invitation", { params: path })).then(
      () => notices.done(t("people:invite.sent", { email: staff.email })),
      notices.failed,
    );
  const disabled = staff.state === "disabled";
  return (
    <EditDrawer
      title={staff.name || staff.email}
      close={close}
      save={form.submit}
      saving={save.isPending}
      extra={
        staff.id !== me.id &&
        staff.state !== "invited" && (
          <Button
            danger={!disabled}
            onClick={() => save.mutate({ state: disabled ? "active" : "disabled" })}
          >
            {t(disabled ? "people:enable" : "people:disable")}
          </Button>
        )
      }
    >
      <p className={styles.quiet}>
        {staff.email} · {t(`people:state.${staff.state}`)}
      </p>
      {staff.state === "invited" && (
        <div className={styles.buttons}>
          <Button size="small" onClick={() => void again()}>
            {t("people:invite.again")}
          </Button>
        </div>
      )}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={staff}
        onFinish={(values) => save.mutate(values)}
        style={{ marginTop: 16 }}
      >
        <Form.Item
          name="name"
          label={t("people:name")}
          rules={[{ required: true, message: t("people:name.required") }]}
        >
          <Input />
        </Form.Item>
        <Form.Item name="grade" label={t("people:grade")} extra={t("people:grade.hint")}>
          <Radio.Group
            optionType="button"
            options={GRADES.map((grade) => ({ value: grade, label: t(`people:grade.${grade}`) }))}
          />
        </Form.Item>
        <Membership />
        <Form.Item name="capacity" label={t("people:capacity")} extra={t("people:capacity.hint")}>
          <InputNumber min={1} max={50} />
        </Form.Item>
        <FormError reason={save.error} />
      </Form>
    </EditDrawer>
  );
}
