import { Alert, Button, Popconfirm } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import styles from "./channels.module.css";

/** The secret with which the shop's server vouches for its customers (身份签名密钥). */
export function Secret({ id }: { id: string }) {
  const t = useT();
  const notices = useNotices();
  const [secret, setSecret] = useState<string | null>(null);
  const make = () =>
    unwrap(
      api.POST("/api/widgets/{widget_id}/secret", { params: { path: { widget_id: id } } }),
    ).then((answer) => setSecret(answer.secret), notices.failed);
  return (
    <>
      <p className={styles.quiet}>{t("channels:secret.lead")}</p>
      {secret && (
        <>
          <code className={styles.code}>{secret}</code>
          <Alert type="warning" showIcon title={t("channels:secret.once")} />
        </>
      )}
      <div style={{ display: "flex", gap: 8, marginTop: 8 }}>
        {/* A new secret ends the old one at once, which no undo can bring back. */}
        <Popconfirm
          title={t("channels:secret.sure")}
          okText={t("channels:secret.make")}
          cancelText={t("shell:cancel")}
          onConfirm={() => void make()}
        >
          <Button>{t("channels:secret.make")}</Button>
        </Popconfirm>
        <Button type="link" href="/api/docs" target="_blank" rel="noreferrer">
          {t("channels:secret.examples")}
        </Button>
      </div>
    </>
  );
}
