import { Button } from "antd";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { copyText } from "@/ui/copy";
import styles from "../pages/setup.module.css";

/** The last step: put the widget on a page, or try it at once. */
export function FirstChat({ widgetKey, enter }: { widgetKey: string; enter: () => void }) {
  const t = useT();
  const notices = useNotices();
  const tag = `<script async src="${location.origin}/widget/widget.js" data-widget="${widgetKey}"></script>`;
  return (
    <>
      <div className={styles.step}>
        <h3>{t("setup:chat.try")}</h3>
        <p className={styles.lead}>{t("setup:chat.try.lead")}</p>
        <Button href={`/chat/${widgetKey}`} target="_blank" rel="noreferrer">
          {t("setup:chat.open")}
        </Button>
      </div>
      <div className={styles.step}>
        <h3>{t("setup:chat.place")}</h3>
        <code className={styles.code}>{tag}</code>
        <Button
          onClick={() => {
            copyText(tag).then(() => notices.done(t("shell:copied")), notices.failed);
          }}
        >
          {t("shell:copy")}
        </Button>
      </div>
      <div className={styles.buttons}>
        <Button type="primary" onClick={enter}>
          {t("setup:chat.enter")}
        </Button>
      </div>
    </>
  );
}
