import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { FormError } from "@/shell/hooks/form-error";
import { useNotices } from "@/shell/hooks/notice";
import { meQuery } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import styles from "./people.module.css";

type Begun = { secret: string; uri: string; qr_svg: string };

/** Drawn as a picture, so that nothing inside can run. */
function qrSource(svg: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

function RecoveryCodes({ codes, done }: { codes: string[]; done: () => void }) {
  const t = useT();
  const notices = useNotices();
  const text = codes.join("\n");
  return (
    <div>
      <p>{t("people:recovery.lead")}</p>
      <pre className={styles.codes}>{text}</pre>
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            copyText(text).then(() => notices.done(t("shell:copied")), notices.failed);
          }}
        >
          {t("shell:copy")}
        </Button>
        <Button
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="zhiyin-recovery-codes.txt"
        >
          {t("shell:download")}
        </Button>
        <Button type="primary" onClick={done}>
          {t("people:recovery.kept")}
        </Button>
      </div>
    </div>
  );
}

function Scan({ begun, confirmed }: { begun: Begun; confirmed: (codes: string[]) => void }) {
  const t = useT();
  const [failure, setFailure] = useState<unknown>(null);
  const confirm = ({ code }: { code: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/two-factor/confirm", { body: { code: code.replace(/\s/g, "") } }))
      .then((answer) => confirmed(answer.recovery_codes))
      .catch(setFailure);
  };
  return (
    <div className={styles.scan}>
      <img src={qrSource(begun.qr_svg)} alt={t("people:two_factor.qr")} width={180} height={180} />
      <div>
        <p>{t("people:two_factor.scan")}</p>
        <p>
          <code className={styles.secret}>{begun.secret}</code>
        </p>
        <Form layout="vertical" onFinish={confirm} requiredMark={false}>
          <Form.Item
            name="code"
            label={t("people:code")}
            rules={[{ required: true, message: t("people:code.required") }]}
          >
            <Input inputMode="numeric" autoComplete="one-time-code" style={{ maxWidth: 200 }} />
          </Form.Item>
          <FormError reason={failure} />
          <Button type="primary" htmlType="submit">
            {t("people:two_factor.confirm")}
          </Button>
        </Form>
      </div>
    </div>
  );
}

function TurnOff({ done }: { done: () => void }) {
  const t = useT();
  const [failure, setFailure] = useState<unknown>(null);
  const submit = ({ password }: { password: string }) => {
    setFailure(null);
    unwrap(api.POST("/api/auth/two-factor/disable", { body: { password } }))
      .then(done)
      .catch(setFailure);
  };
  return (
    <Form layout="vertical" onFinish={submit} requiredMark={false} style={{ maxWidth: 420 }}>
      <Form.Item
        name="password"
        label={t("people:password.current")}
        rules={[{ required: true, message: t("people:password.required") }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <FormError reason={failure} />
      <Button danger htmlType="submit">
        {t("people:two_factor.off")}
      </Button>
    </Form>
  );
}

/** Two-factor sign-in (两步验证): scan, confirm, keep the recovery codes. */
export function TwoFactor({ enabled }: { enabled: boolean }) {
  const t = useT();
  const client = useQueryClient();
  const notices = useNotices();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [turningOff, setTurningOff] = useState(false);
  const settle = () => {
    setBegun(null);
    setCodes(null);
    setTurningOff(false);
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  if (codes) return <RecoveryCodes codes={codes} done={settle} />;
  if (begun) return <Scan begun={begun} confirmed={setCodes} />;
  if (turningOff) return <TurnOff done={settle} />;
  if (enabled) {
    return (
      <div className={styles.buttons}>
        <Tag color="success">{t("people:two_factor.is_on")}</Tag>
        <Button size="small" onClick={() => setTurningOff(true)}>
          {t("people:two_factor.off")}
        </Button>
      </div>
    );
  }
  const begin = () => unwrap(api.POST("/api/auth/two-factor/begin")).then(setBegun, notices.failed);
  return <Button onClick={() => void begin()}>{t("people:two_factor.on")}</Button>;
}
