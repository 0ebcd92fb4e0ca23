import { Button, Form } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Door } from "../parts/door";
import { NewPassword } from "../parts/new-password";

/** The page behind the mailed link: a new password (重设密码). */
export default function ResetPage() {
  const t = useT();
  const go = useGo();
  const notices = useNotices();
  const token = usePathParam("token") ?? "";
  const [form] = Form.useForm();
  const [failure, setFailure] = useState<unknown>(null);
  const submit = ({ password }: { password: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/password-reset/confirm", { body: { token, password } }))
      .then(() => {
        notices.done(t("people:reset.done"));
        go("/login");
      })
      .catch((reason: unknown) => {
        setFailure(reason);
        showFieldErrors(form, reason);
      });
  };
  return (
    <Door title={t("people:reset.title")} lead={t("people:reset.lead")}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <NewPassword />
        <FormError reason={failure} />
        <Button block type="primary" size="large" htmlType="submit">
          {t("people:reset.submit")}
        </Button>
      </Form>
    </Door>
  );
}
