import { Form, Input, Modal, Select } from "antd";
import type { CheckInput, RoutingCheck } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { useNames } from "../api/names";

type Values = Pick<CheckInput, "right_team_id" | "right_subject_id" | "reason">;
type Props = { check: RoutingCheck; save: (body: CheckInput) => void; close: () => void };

/** Where a conversation that was sent wrong belonged, and why. */
export function WrongDialog({ check, save, close }: Props) {
  const t = useT();
  const names = useNames();
  const [form] = Form.useForm<Values>();
  const search = { optionFilterProp: "label" };
  return (
    <Modal
      open
      title={t("routing:check.wrong.title", { ref: check.conversation_ref })}
      okText={t("shell:save")}
      cancelText={t("shell:cancel")}
      onOk={form.submit}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          right_team_id: check.right_team_id ?? check.now.team_id,
          right_subject_id: check.right_subject_id ?? check.now.subject_id,
          reason: check.reason,
        }}
        onFinish={(values) =>
          save({
            verdict: "wrong",
            right_team_id: values.right_team_id ?? null,
            right_subject_id: values.right_subject_id ?? null,
            reason: values.reason,
          })
        }
      >
        <Form.Item name="right_team_id" label={t("routing:check.team")}>
          <Select allowClear showSearch={search} options={names.teams} />
        </Form.Item>
        <Form.Item name="right_subject_id" label={t("routing:check.subject")}>
          <Select allowClear showSearch={search} options={names.choices("subject") ?? []} />
        </Form.Item>
        <Form.Item name="reason" label={t("routing:check.reason")}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
