import { useQuery } from "@tanstack/react-query";
import { Modal, Radio, Space } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { Summary } from "@/api/types";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { merge } from "../../api/together";
import styles from "./dialogs.module.css";

async function othersOf(summary: Summary): Promise<Summary[]> {
  const page = await unwrap(
    api.GET("/api/conversations", {
      params: { query: { box: "all", customer_id: summary.customer.id, limit: 50 } },
    }),
  );
  return page.items.filter((each) => each.id !== summary.id && each.state !== "closed");
}

/** Joins this conversation with another open one of the same customer (合并会话). */
export default function MergeDialog({ summary, done }: { summary: Summary; done: () => void }) {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const notices = useNotices();
  const [into, setInto] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { data: others } = useQuery({
    queryKey: ["merge", summary.id],
    queryFn: () => othersOf(summary),
    staleTime: 0,
  });
  const chosen = into ?? others?.[0]?.id ?? null;
  const send = () => {
    if (!chosen || busy) return;
    setBusy(true);
    merge(summary.id, chosen)
      .then(() => {
        notices.done(t("conversations:merged"));
        done();
        go(`/conversations/${chosen}`);
      })
      .catch((reason: unknown) => {
        notices.failed(reason);
        setBusy(false);
      });
  };
  return (
    <Modal
      open
      title={t("conversations:merge.title", { name: summary.customer.name })}
      okText={t("conversations:merge")}
      okButtonProps={{ disabled: !chosen, loading: busy }}
      cancelText={t("shell:cancel")}
      onOk={send}
      onCancel={done}
    >
      {!others && <RowsSkeleton rows={2} />}
      {others?.length === 0 && <p className={styles.none}>{t("conversations:merge.none")}</p>}
      <Radio.Group value={chosen} onChange={(event) => setInto(event.target.value as string)}>
        <Space orientation="vertical">
          {others?.map((each) => (
            <Radio key={each.id} value={each.id}>
              {each.ref} · {each.channel.name} · {format.short(each.opened_at)}
              <span className={styles.detail}> {each.last_message?.preview}</span>
            </Radio>
          ))}
        </Space>
      </Radio.Group>
      {others && others.length > 0 && (
        <p className={styles.none}>{t("conversations:merge.hint")}</p>
      )}
    </Modal>
  );
}
