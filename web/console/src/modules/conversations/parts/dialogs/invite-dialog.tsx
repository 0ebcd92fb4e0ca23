import { Modal } from "antd";
import { useState } from "react";
import type { Summary } from "@/api/types";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { invite } from "../../api/together";
import { ChooseColleague, useChoosing } from "./choosing";
import styles from "./dialogs.module.css";

/** Brings a colleague into the chat (邀请协助). */
export default function InviteDialog({ summary, done }: { summary: Summary; done: () => void }) {
  const t = useT();
  const notices = useNotices();
  const choosing = useChoosing(false);
  const [busy, setBusy] = useState(false);
  const person = choosing.chosen?.person;
  const send = () => {
    if (!person || busy) return;
    setBusy(true);
    invite(summary.id, person.staff_id)
      .then(() => {
        notices.done(t("conversations:invited", { name: person.name }));
        done();
      })
      .catch((reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      });
  };
  return (
    <Modal
      open
      title={t("conversations:invite.title", { name: summary.customer.name })}
      okText={
        person ? t("conversations:invite.to", { name: person.name }) : t("conversations:invite")
      }
      okButtonProps={{ disabled: !person, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={done}
    >
      <ChooseColleague choosing={choosing} label={t("conversations:invite")} onEnter={send} />
      <p className={styles.none}>{t("conversations:invite.hint")}</p>
    </Modal>
  );
}
