import { Button } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { sayHelpful } from "../api/articles";
import styles from "./article.module.css";

/** Asks who has read an article whether it helped (有帮助吗). */
export function Helpful({ id }: { id: string }) {
  const t = useT();
  const notices = useNotices();
  const [said, setSaid] = useState(false);
  const say = (helpful: boolean) => {
    sayHelpful(id, helpful).then(() => setSaid(true), notices.failed);
  };
  if (said) {
    return (
      <p className={styles.helpful} role="status">
        {t("knowledge:helpful.thanks")}
      </p>
    );
  }
  return (
    <div className={styles.helpful}>
      <span>{t("knowledge:helpful")}</span>
      <Button size="small" onClick={() => say(true)}>
        {t("knowledge:helpful.yes")}
      </Button>
      <Button size="small" onClick={() => say(false)}>
        {t("knowledge:helpful.no")}
      </Button>
    </div>
  );
}
