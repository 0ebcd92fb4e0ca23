import { useQuery } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { decimalsOf, toMinor } from "@/ui/money";
import { type About, previewQuery, propose, usePayoutMove } from "../api/payouts";
import { useAmount } from "./marks";
import styles from "./remedies.module.css";

type Props = { about: About; currency: string; close: () => void };

/** Asks for a payout, and says beforehand what will become of it (申请补偿). */
export function ProposeForm({ about, currency, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const [form] = Form.useForm<{ amount: number; reason: string }>();
  const [amount, setAmount] = useState(0);
  const move = usePayoutMove((draft: { amount: number; reason: string }) =>
    propose(about, { ...draft, currency }),
  );
  const save = (given: { amount: number; reason: string }) =>
    move.mutate(
      { amount: toMinor(given.amount, currency), reason: given.reason.trim() },
      {
        onSuccess: (row) => {
          const said = row.state === "requested" ? "asked" : "granted";
          notices.done(t(`remedies:propose.${said}`, { number: row.number }));
          close();
        },
        onError: notices.failed,
      },
    );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
      <Form.Item
        name="amount"
        label={t("remedies:amount")}
        rules={[{ required: true, message: t("remedies:amount.needed") }]}
      >
        <InputNumber
          autoFocus
          min={decimalsOf(currency) === 0 ? 1 : 0.01}
          max={1_000_000}
          precision={decimalsOf(currency)}
          suffix={currency}
          style={{ width: "100%" }}
          onChange={(value) => setAmount(value ? toMinor(Number(value), currency) : 0)}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("remedies:reason")}
        rules={[{ required: true, whitespace: true, min: 2, message: t("remedies:reason.needed") }]}
      >
        <Input.TextArea
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={1000}
          placeholder={t("remedies:reason.hint")}
        />
      </Form.Item>
      <Will about={about} amount={amount} currency={currency} />
      <div className={styles.acts}>
        <Button type="primary" htmlType="submit" loading={move.isPending}>
          {t("remedies:propose")}
        </Button>
        <Button onClick={close}>{t("shell:cancel")}</Button>
      </div>
    </Form>
  );
}

/** What will become of it: approved at once, or asked of whom. */
function Will({ about, amount, currency }: { about: About; amount: number; currency: string }) {
  const t = useT();
  const say = useAmount();
  const asked = useSettled(amount);
  const { data } = useQuery(previewQuery(about, asked, currency));
  if (!data || asked === 0) return <p className={styles.will}>{t("remedies:will.type")}</p>;
  if (data.at_once) {
    return <p className={`${styles.will} ${styles.calm}`}>{t("remedies:will.at_once")}</p>;
  }
  const own = data.grant_each;
  return (
    <p className={`${styles.will} ${styles.due}`}>
      {data.approvers.length > 0
        ? t("remedies:will.asked", { names: data.approvers.join(t("remedies:will.or")) })
        : t("remedies:will.nobody")}
      {own !== null && own > 0 && (
        <span className={styles.own}>
          {t("remedies:will.own", { amount: say({ amount: own, currency }) })}
        </span>
      )}
    </p>
  );
}
