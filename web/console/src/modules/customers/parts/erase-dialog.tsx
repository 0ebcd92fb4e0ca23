import { Alert, Input, Modal } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Customer } from "@/api/types";
import { useLookAtJobs } from "@/shell/hooks/jobs";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";

/** Asks once, with the name typed: no undo brings an erased customer back (删除客户资料). */
export default function EraseDialog(props: { customer: Customer; close: () => void }) {
  const { customer, close } = props;
  const t = useT();
  const notices = useNotices();
  const look = useLookAtJobs();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const meant = name.trim() === customer.name.trim();
  const erase = () => {
    if (!meant || busy) return;
    setBusy(true);
    unwrap(
      api.POST("/api/customers/{customer_id}/erase", {
        params: { path: { customer_id: customer.id } },
        body: { name },
      }),
    ).then(
      () => {
        notices.done(t("customers:erase.asked"));
        look();
        close();
      },
      (reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      },
    );
  };
  return (
    <Modal
      open
      title={t("customers:erase.title", { name: customer.name })}
      okText={t("customers:erase")}
      okButtonProps={{ danger: true, disabled: !meant, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={erase}
      onCancel={close}
    >
      <Alert type="warning" title={t("customers:erase.warning")} />
      <p style={{ margin: "12px 0 4px" }}>
        <label htmlFor="erase-name">{t("customers:erase.type", { name: customer.name })}</label>
      </p>
      <Input
        id="erase-name"
        autoFocus
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </Modal>
  );
}
