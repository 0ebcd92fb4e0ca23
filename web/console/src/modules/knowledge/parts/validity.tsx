import { useNow } from "@/shell/hooks/now";
import { useFormat, useT } from "@/shell/hooks/text";
import type { ArticleRow } from "../api/shapes";
import { standingOf } from "../api/validity";
import styles from "./articles.module.css";

/** Says when an article has ended, ends soon or wants a look; nothing otherwise (有效期). */
export function Validity({ article }: { article: ArticleRow }) {
  const t = useT();
  const format = useFormat();
  const standing = standingOf(article, useNow());
  if (!standing) return null;
  return (
    <span className={styles.due} data-kind={standing.kind}>
      {t(`knowledge:due.${standing.kind}.at`, { at: format.day(standing.at) })}
    </span>
  );
}
