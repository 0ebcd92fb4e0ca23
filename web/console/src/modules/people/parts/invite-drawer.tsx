import { Form, Input } from "antd";
import { api, unwrap } from "@/api/client";
import { useEdit } from "@/shell/hooks/edit";
import { EditDrawer } from "@/shell/hooks/edit-drawer";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useT } from "@/shell/hooks/text";
import { staffQuery } from "../api/queries";
import { Membership } from "./membership";

type Values = { email: string; name: string; role_ids: string[]; team_ids?: string[] };

/** Invites somebody by mail (邀请员工). */
export function InviteDrawer({ close }: { close: () => void }) {
  const t = useT();
  const [form] = Form.useForm<Values>();
  const invite = useEdit({
    act: (values: Values) =>
      unwrap(
        api.POST("/api/staff/invitations", {
          body: { ...values, team_ids: values.team_ids ?? [] },
        }),
      ),
    refresh: staffQuery.queryKey,
    done: close,
  });
  return (
    <EditDrawer
      title={t("people:invite")}
      close={close}
      save={form.submit}
      saving={invite.isPending}
      saveLabel={t("people:invite.send")}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(values) =>
          invite.mutate(values, { onError: (reason) => showFieldErrors(form, reason) })
        }
      >
        <Form.Item
          name="email"
          label={t("people:email")}
          extra={t("people:invite.hint")}
          rules={[{ required: true, type: "email", message: t("people:email.required") }]}
        >
          <Input type="email" autoFocus />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("people:name")}
          rules={[{ required: true, message: t("people:name.required") }]}
        >
          <Input />
        </Form.Item>
        <Membership />
        <FormError reason={invite.error} />
      </Form>
    </EditDrawer>
  );
}
