import { Button } from "antd";
import { openComposer } from "@/shell/hooks/composer";
import { useNotices } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Look } from "../../api/complaints";
import styles from "../complaints.module.css";

/** First calm, then solve: what to say now, put into the answer by one click. */
export function Calming({ found, conversation }: { found: Look; conversation: string }) {
  const t = useT();
  const label = useLabel();
  const notices = useNotices();
  const script = label(found.script);
  const insert = () => {
    const composer = openComposer();
    if (composer?.conversation !== conversation) return;
    composer.insert(script);
    notices.done(t("complaints:calm.inserted"));
  };
  return (
    <section aria-label={t("complaints:calm.first")}>
      <h3 className={styles.heading}>{t("complaints:calm.first")}</h3>
      <p className={styles.script}>{script}</p>
      <Button size="small" onClick={insert} style={{ marginTop: 8 }}>
        {t("complaints:calm.insert")}
      </Button>
      <ol className={`${styles.steps} ${styles.quiet}`}>
        {found.steps.map((one) => (
          <li key={label(one)}>{label(one)}</li>
        ))}
      </ol>
    </section>
  );
}
