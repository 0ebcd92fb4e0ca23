import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError } from "@/shell/hooks/form-error";
import { useT } from "@/shell/hooks/text";
import { Door } from "../parts/door";
import styles from "../parts/door.module.css";

/** Asks for a mail with a link to a new password (忘记密码). */
export default function ForgottenPage() {
  const t = useT();
  const [sent, setSent] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const submit = ({ email }: { email: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/password-reset", { body: { email } }))
      .then(() => setSent(email))
      .catch(setFailure);
  };
  return (
    <Door
      title={t("people:forgotten.title")}
      lead={sent ? t("people:forgotten.sent", { email: sent }) : t("people:forgotten.lead")}
    >
      {!sent && (
        <Form layout="vertical" requiredMark={false} onFinish={submit}>
          <Form.Item
            name="email"
            label={t("people:email")}
            rules={[{ required: true, message: t("people:email.required") }]}
          >
            <Input size="large" type="email" autoComplete="username" autoFocus />
          </Form.Item>
          <FormError reason={failure} />
          <Button block size="large" type="primary" htmlType="submit">
            {t("people:forgotten.submit")}
          </Button>
        </Form>
      )}
      <Link to={"/login" as never} className={styles.link}>
        {t("people:login.back")}
      </Link>
    </Door>
  );
}
