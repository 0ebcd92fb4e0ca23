import { Button } from "antd";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import styles from "./channels.module.css";

/** What to put into the page, and a link for shops without one. */
export function ScriptTag({ tag, chatKey }: { tag: string; chatKey: string }) {
  const t = useT();
  const notices = useNotices();
  const copy = () => {
    copyText(tag).then(() => notices.done(t("shell:copied")), notices.failed);
  };
  const link = `${location.origin}/chat/${chatKey}`;
  return (
    <>
      <p className={styles.quiet}>{t("channels:script.lead")}</p>
      <code className={styles.code}>{tag}</code>
      <Button onClick={copy}>{t("channels:script.copy")}</Button>
      <p className={styles.quiet} style={{ marginTop: 12 }}>
        {t("channels:script.link")}{" "}
        <a href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
      </p>
    </>
  );
}
