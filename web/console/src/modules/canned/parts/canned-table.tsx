import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useRef, useState } from "react";
import { api, unwrap } from "@/api/client";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { readTable } from "@/ui/table-text";
import { CANNED, type TableResult } from "../api/canned";
import styles from "./canned.module.css";

/** Replies from and into a table (导入导出): rows that cannot be taken are named with the reason. */
export function TableDialog({ close }: { close: () => void }) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const client = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<TableResult | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const take = async (file: File) => {
    setBusy(true);
    setFailure(null);
    try {
      const text = await readTable(file);
      setResult(await unwrap(api.POST("/api/canned-replies/table", { body: { text } })));
      void client.invalidateQueries({ queryKey: CANNED });
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };
  return (
    <Modal open title={t("canned:table")} onCancel={close} footer={null}>
      <p>{t("canned:table.hint")}</p>
      <p className={styles.buttons}>
        <Button href="/api/canned-replies/table" download>
          {t("canned:table.export")}
        </Button>
        <Button type="primary" loading={busy} onClick={() => picker.current?.click()}>
          {t("canned:table.import")}
        </Button>
      </p>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,text/csv"
        aria-label={t("canned:table.import")}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void take(file);
        }}
      />
      {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      {result && (
        <Alert
          type={result.problems.length ? "warning" : "success"}
          showIcon
          title={t("canned:table.done", { made: result.made, changed: result.changed })}
          description={
            result.problems.length > 0 && (
              <ul className={styles.problems}>
                {result.problems.map((each) => (
                  <li key={each.line}>
                    {t("canned:table.line", { line: each.line, title: each.title })}{" "}
                    {label(each.reason)}
                  </li>
                ))}
              </ul>
            )
          }
        />
      )}
    </Modal>
  );
}
