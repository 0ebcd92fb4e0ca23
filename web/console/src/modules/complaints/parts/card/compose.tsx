import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { toMinor } from "@/ui/money";
import { type Complaint, type OptionIn, offer, useComplaintMove } from "../../api/complaints";
import { type Draft, EMPTY, MOST_OPTIONS, optionsOf } from "../../api/sheet";
import styles from "../complaints.module.css";
import { Preview } from "./preview";

/** Writes what to offer: up to four options, each with what it means and what goes with it. */
export function Compose({ one, close }: { one: Complaint; close: () => void }) {
  const t = useT();
  const notices = useNotices();
  const [drafts, setDrafts] = useState<Draft[]>([EMPTY, EMPTY]);
  const [shown, setShown] = useState(false);
  const options = optionsOf(drafts, (amount) => toMinor(amount, "CNY"));
  const move = useComplaintMove((given: OptionIn[]) => offer(one, given));
  const set = (at: number, part: Partial<Draft>) =>
    setDrafts(drafts.map((held, place) => (place === at ? { ...held, ...part } : held)));
  const send = () =>
    move.mutate(options, {
      onSuccess: (after) => {
        const state = after.offers[0]?.state === "sent" ? "sent" : "waiting";
        notices.done(t(`complaints:offer.done.${state}`));
        close();
      },
      onError: notices.failed,
    });
  return (
    <div>
      {drafts.map((draft, at) => (
        <OptionFields
          // biome-ignore lint/suspicious/noArrayIndexKey: options are known by their place
          key={at}
          at={at}
          draft={draft}
          set={(part) => set(at, part)}
          remove={
            drafts.length > 1 ? () => setDrafts(drafts.filter((_, place) => place !== at)) : null
          }
        />
      ))}
      <div className={styles.acts}>
        {drafts.length < MOST_OPTIONS && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => setDrafts([...drafts, EMPTY])}
          >
            {t("complaints:option.add")}
          </Button>
        )}
        <Button size="small" disabled={options.length === 0} onClick={() => setShown(!shown)}>
          {t(shown ? "complaints:preview.hide" : "complaints:preview")}
        </Button>
      </div>
      {shown && <Preview options={options} />}
      <p className={styles.quiet}>{t("complaints:offer.hint")}</p>
      <div className={styles.acts}>
        <Button
          type="primary"
          disabled={options.length === 0}
          loading={move.isPending}
          onClick={send}
        >
          {t("complaints:offer.send")}
        </Button>
        <Button onClick={close}>{t("shell:cancel")}</Button>
      </div>
    </div>
  );
}

type FieldsProps = {
  at: number;
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  remove: (() => void) | null;
};

function OptionFields({ at, draft, set, remove }: FieldsProps) {
  const t = useT();
  const named = (part: string) =>
    t("complaints:option.part", { place: at + 1, part: t(`complaints:option.${part}`) });
  return (
    <fieldset className={styles.option}>
      <span className={styles.line}>
        <strong>{t("complaints:option", { place: at + 1 })}</strong>
        {remove && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t("complaints:option.remove", { place: at + 1 })}
            title={t("complaints:option.remove", { place: at + 1 })}
            onClick={remove}
          />
        )}
      </span>
      <Input
        aria-label={named("text")}
        placeholder={t("complaints:option.text.hint")}
        value={draft.text}
        maxLength={300}
        onChange={(event) => set({ text: event.target.value })}
      />
      <Input.TextArea
        aria-label={named("meaning")}
        placeholder={t("complaints:option.meaning.hint")}
        value={draft.meaning}
        maxLength={1000}
        autoSize={{ minRows: 1, maxRows: 4 }}
        onChange={(event) => set({ meaning: event.target.value })}
      />
      <span className={styles.pair}>
        <Input
          aria-label={named("goods")}
          placeholder={t("complaints:option.goods.hint")}
          value={draft.goods}
          maxLength={200}
          onChange={(event) => set({ goods: event.target.value })}
        />
        <InputNumber
          aria-label={named("amount")}
          placeholder={t("complaints:option.amount.hint")}
          value={draft.amount}
          min={0.01}
          max={1_000_000}
          precision={2}
          suffix="CNY"
          style={{ width: "100%" }}
          onChange={(value) => set({ amount: value === null ? null : Number(value) })}
        />
      </span>
    </fieldset>
  );
}
