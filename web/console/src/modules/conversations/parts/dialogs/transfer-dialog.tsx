import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useMe } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { transfer } from "../../api/actions";
import { asksFirst } from "../../api/together";
import { ChooseColleague, useChoosing } from "./choosing";
import styles from "./dialogs.module.css";
import { PutSummary } from "./put-summary";

/** To a person or a team, with a word on why (转接). */
export default function TransferDialog(props: {
  summary: Summary;
  done: (stillMine: boolean) => void;
}) {
  const { summary, done } = props;
  const t = useT();
  const me = useMe();
  const notices = useNotices();
  const choosing = useChoosing(true);
  const { chosen } = choosing;
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [wish, setWish] = useState<boolean | null>(null);
  const mine = summary.assignee?.id === me.id;
  const { data: usual } = useQuery({
    queryKey: ["asks-first", summary.id],
    queryFn: () => asksFirst(summary.id),
    enabled: mine,
  });
  // Only who holds it can keep it until the colleague has answered; a team is never asked.
  const may = mine && chosen?.person !== undefined;
  const asks = may ? (wish ?? usual?.asks ?? false) : null;
  const send = () => {
    if (!chosen || busy) return;
    setBusy(true);
    const name = chosen.name;
    transfer(summary.id, chosen.target, note.trim(), asks)
      .then((after) => {
        const waits = after.participants.some((each) => each.offer_until !== null);
        notices.done(t(`conversations:${waits ? "offer.asked" : "transferred"}`, { name }));
        done(waits);
      })
      .catch((reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      });
  };
  return (
    <Modal
      open
      title={t("conversations:transfer.title", { name: summary.customer.name })}
      okText={
        chosen
          ? t(`conversations:transfer.${asks ? "ask_to" : "to"}`, { name: chosen.name })
          : t("conversations:transfer")
      }
      okButtonProps={{ disabled: !chosen, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={() => done(true)}
    >
      <ChooseColleague choosing={choosing} label={t("conversations:transfer")} onEnter={send} />
      <Input.TextArea
        aria-label={t("conversations:transfer.note")}
        placeholder={t("conversations:transfer.note")}
        autoSize={{ minRows: 2, maxRows: 4 }}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <PutSummary id={summary.id} text={note} put={setNote} />
      {may && (
        <Checkbox
          checked={asks === true}
          onChange={(event) => setWish(event.target.checked)}
          style={{ marginTop: 12 }}
        >
          {t("conversations:transfer.ask")}{" "}
          <span className={styles.detail}>{t("conversations:transfer.ask.hint")}</span>
        </Checkbox>
      )}
    </Modal>
  );
}
