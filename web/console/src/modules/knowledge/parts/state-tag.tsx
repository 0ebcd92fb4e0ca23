import { Tag } from "antd";
import { useT } from "@/shell/hooks/text";
import type { ArticleRow } from "../api/shapes";

const COLOURS = {
  draft: "default",
  in_review: "processing",
  published: "success",
  archived: "default",
} as const;

/** How the newest version of an article stands, beside what readers see (状态). */
export function StateTag({ article }: { article: Pick<ArticleRow, "state" | "live_number"> }) {
  const t = useT();
  const behind = article.live_number !== null && /^(draft|in_review)$/.test(article.state);
  return (
    <>
      {behind && <Tag color="success">{t("knowledge:state.published")}</Tag>}
      <Tag color={COLOURS[article.state]}>
        {t(`knowledge:state.${article.state}${behind ? ".next" : ""}`)}
      </Tag>
    </>
  );
}
