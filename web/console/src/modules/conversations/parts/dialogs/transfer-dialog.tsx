import { Input, Modal } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { transfer } from "../../api/actions";
import { ChooseColleague, useChoosing } from "./choosing";

/** To a person or a team, with a word on why (转接). */
export default function TransferDialog(props: {
  summary: Summary;
  done: (stillMine: boolean) => void;
}) {
  const { summary, done } = props;
  const t = useT();
  const notices = useNotices();
  const choosing = useChoosing(true);
  const { chosen } = choosing;
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const send = () => {
    if (!chosen || busy) return;
    setBusy(true);
    transfer(summary.id, chosen.target, note.trim())
      .then(() => {
        notices.done(t("conversations:transferred", { name: chosen.name }));
        done(false);
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
        chosen ? t("conversations:transfer.to", { name: chosen.name }) : t("conversations:transfer")
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
    </Modal>
  );
}
