import { Tag } from "antd";
import { useT } from "@/shell/hooks/text";
import type { ArticleRow } from "../api/shapes";
import styles from "./articles.module.css";

/** How the newest version of an article stands, beside what readers see (状态). */
export function StateTag({ article }: { article: Pick<ArticleRow, "state" | "live_number"> }) {
  const t = useT();
  const behind = article.live_number !== null && /^(draft|in_review)$/.test(article.state);
  return (
    <>
      {behind && <Tag color="success">{t("knowledge:state.published")}</Tag>}
      <Tag
        {...(article.state === "published" ? { color: "success" } : {})}
        {...(article.state === "in_review" && styles.waits ? { className: styles.waits } : {})}
      >
        {t(`knowledge:state.${article.state}${behind ? ".next" : ""}`)}
      </Tag>
    </>
  );
}
