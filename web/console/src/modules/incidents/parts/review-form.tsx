import { PrinterOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useLanguage, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type Detail, putReview, type Review } from "../api/incidents";
import styles from "./incidents.module.css";
import { useAct } from "./use-act";

const PARTS = ["happened", "cause", "helped", "change"] as const;

/** What is learnt: written in four parts, printed as one page (复盘). */
export function ReviewForm({ incident }: { incident: Detail }) {
  const t = useT();
  const language = useLanguage();
  const { act, busy } = useAct();
  const [written, setWritten] = useState<Review | null>(null);
  const draft = written ?? incident.review;
  const changed = JSON.stringify(draft) !== JSON.stringify(incident.review);
  const save = async () => {
    if (await act(() => putReview(incident, draft), t("shell:saved"))) setWritten(null);
  };
  return (
    <Section
      title={t("incidents:review")}
      lead={t("incidents:review.lead")}
      extra={
        <Button
          size="small"
          icon={<PrinterOutlined />}
          target="_blank"
          href={`/api/incidents/${incident.id}/document?language=${language}`}
        >
          {t("incidents:review.print")}
        </Button>
      }
    >
      {PARTS.map((part) => (
        <div key={part} className={styles.part}>
          <p>{t(`incidents:review.${part}`)}</p>
          <Input.TextArea
            aria-label={t(`incidents:review.${part}`)}
            autoSize={{ minRows: 2, maxRows: 12 }}
            maxLength={8000}
            value={draft[part] ?? ""}
            onChange={(event) => setWritten({ ...draft, [part]: event.target.value })}
          />
        </div>
      ))}
      {changed && (
        <div className={styles.foot}>
          <Button size="small" onClick={() => setWritten(null)}>
            {t("shell:cancel")}
          </Button>
          <Button size="small" type="primary" loading={busy} onClick={() => void save()}>
            {t("shell:save")}
          </Button>
        </div>
      )}
    </Section>
  );
}
