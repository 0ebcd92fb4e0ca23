import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useT } from "@/shell/hooks/text";
import { suggestQuery } from "../api/search";
import styles from "./articles.module.css";
import { Marked } from "./marked";

const MOST = 5;

/** Titles that look or sound like what was searched for in vain: pinyin, initials, a slip. */
export function NearTitles({ q }: { q: string }) {
  const t = useT();
  const { data = [] } = useQuery(suggestQuery(q));
  if (data.length === 0) return null;
  return (
    <div className={styles.near}>
      <p className={styles.quiet}>{t("knowledge:near")}</p>
      <ul>
        {data.slice(0, MOST).map((each) => (
          <li key={each.article_id}>
            <Link to={`/knowledge/articles/${each.article_id}` as never}>
              <Marked text={each.title} marks={each.marks} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
