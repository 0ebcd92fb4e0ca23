import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError } from "@/shell/hooks/form-error";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { forgetSession } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { Door } from "../parts/door";
import styles from "../parts/door.module.css";

/** Only paths of this console may follow a sign-in, so that a link cannot lead elsewhere. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith("/") || next.startsWith("//") || next.includes("\\")) return "/";
  return next.replace(/^\/console(?=\/|$)/, "") || "/";
}

function PasswordStep({ done }: { done: (state: string) => void }) {
  const t = useT();
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = (values: { email: string; password: string }) => {
    setBusy(true);
    setFailure(null);
    unwrap(api.POST("/api/auth/login", { body: values }))
      .then((answer) => done(answer.state))
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        name="email"
        label={t("people:email")}
        rules={[{ required: true, message: t("people:email.required") }]}
      >
        <Input size="large" type="email" autoComplete="username" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("people:password")}
        rules={[{ required: true, message: t("people:password.required") }]}
      >
        <Input.Password size="large" autoComplete="current-password" />
      </Form.Item>
      <FormError reason={failure} />
      <Button block size="large" type="primary" htmlType="submit" loading={busy}>
        {t("people:login.submit")}
      </Button>
      <Link to={"/forgotten" as never} className={styles.link}>
        {t("people:login.forgotten")}
      </Link>
    </Form>
  );
}

function CodeStep({ done, back }: { done: () => void; back: () => void }) {
  const t = useT();
  const [recovery, setRecovery] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = ({ code }: { code: string }) => {
    setBusy(true);
    setFailure(null);
    unwrap(api.POST("/api/auth/second-factor", { body: { code: code.replace(/\s/g, "") } }))
      .then(done)
      .catch(setFailure)
      .finally(() => setBusy(false));
  };
  const label = t(recovery ? "people:recovery_code" : "people:code");
  return (
    <Form key={String(recovery)} layout="vertical" requiredMark={false} onFinish={submit}>
      <Form.Item
        name="code"
        label={label}
        rules={[{ required: true, message: t("people:code.required") }]}
      >
        <Input
          size="large"
          autoFocus
          autoComplete="one-time-code"
          inputMode={recovery ? "text" : "numeric"}
        />
      </Form.Item>
      <FormError reason={failure} />
      <Button block size="large" type="primary" htmlType="submit" loading={busy}>
        {t("people:login.verify")}
      </Button>
      <Button type="link" className={styles.link ?? ""} onClick={() => setRecovery(!recovery)}>
        {t(recovery ? "people:login.use_app" : "people:login.use_recovery")}
      </Button>
      <Button type="link" onClick={back}>
        {t("people:login.back")}
      </Button>
    </Form>
  );
}

/** Sign in (登录): password, then a code if the account asks for one. */
export default function LoginPage() {
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const next = safeNext(useQueryParam("next"));
  const [second, setSecond] = useState(false);
  const enter = () => {
    forgetSession(client);
    go(next, { replace: true });
  };
  return (
    <Door
      title={t(second ? "people:login.second" : "people:login.title")}
      lead={second ? t("people:login.second.lead") : undefined}
    >
      {second ? (
        <CodeStep done={enter} back={() => setSecond(false)} />
      ) : (
        <PasswordStep done={(state) => (state === "second_factor" ? setSecond(true) : enter())} />
      )}
    </Door>
  );
}
