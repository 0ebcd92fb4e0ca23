import { Button, Popconfirm, Tag } from "antd";
import type { AccessKey } from "@/api/types";
import { useMe } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import styles from "./people.module.css";

type Props = { row: AccessKey; revoke: (id: string) => void };

/** One key: what it may do, when it was used, how much of its limits is used up. */
export function KeyRow({ row, revoke }: Props) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const used = row.last_used_at
    ? t("people:key.used", { at: format.full(row.last_used_at) })
    : t("people:key.unused");
  return (
    <li>
      <div className={styles.grow}>
        <p>
          {row.name} <code className={styles.quiet}>{row.hint}…</code>{" "}
          <Tag>{t(row.read_only ? "people:key.read_only" : "people:key.read_write")}</Tag>
          {row.expired && <Tag color="error">{t("people:key.expired")}</Tag>}
        </p>
        <p className={styles.quiet}>
          {row.owner_id !== me.id && `${row.owner_name} · `}
          {t("people:key.until", { at: format.full(row.expires_at) })} · {used}
        </p>
        <p className={styles.quiet}>
          {t("people:key.today", { count: row.calls_today })}
          {!row.read_only &&
            ` · ${t("people:key.changes", { count: row.writes_today, limit: row.writes_a_day })}`}
        </p>
      </div>
      <Popconfirm
        title={t("people:key.revoke.ask", { name: row.name })}
        okText={t("people:key.revoke")}
        cancelText={t("shell:cancel")}
        onConfirm={() => revoke(row.id)}
      >
        <Button size="small" danger aria-label={`${t("people:key.revoke")} ${row.name}`}>
          {t("people:key.revoke")}
        </Button>
      </Popconfirm>
    </li>
  );
}
