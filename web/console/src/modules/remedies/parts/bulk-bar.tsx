import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { sums } from "@/ui/money";
import { noteArrived, noteSent, type Payout, usePayoutMove } from "../api/payouts";
import { useAmount } from "./marks";
import styles from "./remedies.module.css";
import { SentDialog } from "./sent-dialog";

type Props = { rows: Payout[]; clear: () => void };
type Act = () => Promise<{ done: Payout[]; skipped: Payout[] }>;

/** What finance does with several payouts at once; what had moved on before is said. */
export function BulkBar({ rows, clear }: Props) {
  const t = useT();
  const amount = useAmount();
  const notices = useNotices();
  const [sending, setSending] = useState(false);
  const move = usePayoutMove((act: Act) => act());
  const due = rows.filter(({ may }) => may.includes("send"));
  const sent = rows.filter(({ may }) => may.includes("arrive"));
  if (rows.length === 0) return null;
  const total = sums(rows)
    .map(([currency, sum]) => amount({ amount: sum, currency }))
    .join(" + ");
  const go = (act: Act) =>
    move.mutate(act, {
      onSuccess: ({ done, skipped }) => {
        notices.done(
          skipped.length > 0
            ? t("remedies:bulk.partly", { count: done.length, skipped: skipped.length })
            : t("remedies:bulk.done", { count: done.length }),
        );
        clear();
      },
      onError: notices.failed,
      onSettled: () => setSending(false),
    });
  return (
    <section className={styles.bar} aria-label={t("remedies:bulk")}>
      <strong>{t("remedies:bulk.count", { count: rows.length, total })}</strong>
      {due.length > 0 && (
        <Button type="primary" size="small" onClick={() => setSending(true)}>
          {t("remedies:bulk.send", { count: due.length })}
        </Button>
      )}
      {sent.length > 0 && (
        <Button
          type="primary"
          size="small"
          loading={move.isPending}
          onClick={() => go(() => noteArrived(sent))}
        >
          {t("remedies:bulk.arrive", { count: sent.length })}
        </Button>
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t("remedies:bulk.clear")}
        title={t("remedies:bulk.clear")}
        onClick={clear}
      />
      {sending && (
        <SentDialog
          rows={due}
          pending={move.isPending}
          say={(paid) => go(() => noteSent(due, paid))}
          close={() => setSending(false)}
        />
      )}
    </section>
  );
}
