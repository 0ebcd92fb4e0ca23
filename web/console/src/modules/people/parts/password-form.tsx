import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError, showFieldErrors } from "@/shell/hooks/form-error";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { NewPassword } from "./new-password";

/** A new password, given the old one. */
export function PasswordForm() {
  const t = useT();
  const notices = useNotices();
  const [form] = Form.useForm();
  const [failure, setFailure] = useState<unknown>(null);
  const submit = (values: { current: string; new: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/password", { body: values }))
      .then(() => {
        form.resetFields();
        notices.done(t("people:password.changed"));
      })
      .catch((reason: unknown) => {
        setFailure(reason);
        showFieldErrors(form, reason);
      });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={submit}
      style={{ maxWidth: 420 }}
    >
      <Form.Item
        name="current"
        label={t("people:password.current")}
        rules={[{ required: true, message: t("people:password.required") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPassword name="new" />
      <FormError reason={failure} />
      <Button htmlType="submit">{t("people:reset.submit")}</Button>
    </Form>
  );
}
