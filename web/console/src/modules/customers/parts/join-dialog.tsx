import { SearchOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Customer } from "@/api/types";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { customerQuery } from "../api/customer";
import { Facts } from "./facts";
import styles from "./join-dialog.module.css";

function Finder(props: { not: string; choose: (id: string) => void }) {
  const t = useT();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: ["customers", "join", asked],
    enabled: asked !== "",
    queryFn: () => unwrap(api.GET("/api/customers", { params: { query: { q: asked, limit: 8 } } })),
  });
  const found = data?.items.filter((each) => each.id !== props.not) ?? [];
  return (
    <>
      <p className={styles.lead}>{t("customers:join.lead")}</p>
      <Input
        autoFocus
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t("customers:search")}
        placeholder={t("customers:search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className={styles.found}>
        {found.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => props.choose(each.id)}>
              <Avatar name={each.name} color={each.avatar_color} size={28} />
              <strong>{each.name}</strong>
              <span className={styles.quiet}>{each.ref}</span>
            </button>
          </li>
        ))}
      </ul>
      {asked !== "" && data && found.length === 0 && (
        <p className={styles.quiet}>{t("customers:none.found")}</p>
      )}
    </>
  );
}

function Side({ file, value }: { file: Customer; value: string }) {
  const t = useT();
  return (
    <div className={styles.side}>
      <Radio value={value}>
        <strong>{file.name}</strong>
      </Radio>
      <Facts customer={file} />
      {file.tags.length > 0 && <p className={styles.quiet}>{file.tags.join(" · ")}</p>}
      {file.note && (
        <p className={styles.quiet}>
          {t("customers:note")}: {file.note}
        </p>
      )}
    </div>
  );
}

/** Two files of one person become one; which stays is chosen side by side (合并客户). */
export default function JoinDialog(props: { customer: Customer; close: () => void }) {
  const { customer, close } = props;
  const t = useT();
  const go = useGo();
  const client = useQueryClient();
  const notices = useNotices();
  const [otherId, setOtherId] = useState<string | null>(null);
  const [stays, setStays] = useState(customer.id);
  const [busy, setBusy] = useState(false);
  const { data: other } = useQuery({
    ...customerQuery(otherId ?? ""),
    enabled: otherId !== null,
  });
  const join = () => {
    if (!other || busy) return;
    setBusy(true);
    const gone = stays === customer.id ? other.id : customer.id;
    unwrap(
      api.POST("/api/customers/{customer_id}/join", {
        params: { path: { customer_id: stays } },
        body: { from_id: gone },
      }),
    ).then(
      async (file) => {
        close();
        notices.done(t("customers:join.done", { name: file.name }));
        for (const key of ["customer", "customers", "timeline"])
          await client.invalidateQueries({ queryKey: [key] });
        go(`/customers/${file.id}`, { replace: true });
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
      width={720}
      title={t("customers:join.title", { name: customer.name })}
      okText={t("customers:join")}
      okButtonProps={{ disabled: !other, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={join}
      onCancel={close}
    >
      {!other && <Finder not={customer.id} choose={setOtherId} />}
      {other && (
        <>
          <p className={styles.lead}>{t("customers:join.stays")}</p>
          <Radio.Group
            className={styles.sides}
            value={stays}
            onChange={(event) => setStays(String(event.target.value))}
          >
            <Side file={customer} value={customer.id} />
            <Side file={other} value={other.id} />
          </Radio.Group>
          <Alert type="info" title={t("customers:join.warning")} />
        </>
      )}
    </Modal>
  );
}
