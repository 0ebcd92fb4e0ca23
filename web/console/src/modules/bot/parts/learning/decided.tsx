import { Link } from "@tanstack/react-router";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Gap } from "../../api/learning";
import rows from "../rows.module.css";
import styles from "./learning.module.css";

/** What was decided, by whom, and how the like has been answered since. */
export function Decided({ gap }: { gap: Gap }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p className={styles.proposal}>
        {t(`bot:learning.was.${gap.state}`)}{" "}
        {gap.article && (
          <Link to={`/knowledge/articles/${gap.article.article_id}` as never} target="_blank">
            {gap.article.title}
          </Link>
        )}
      </p>
      <p className={rows.facts}>
        {gap.by && <span>{gap.by}</span>}
        {gap.decided_at && <span className="tnum">{format.short(gap.decided_at)}</span>}
        {gap.version !== null && (
          <Link to={"/bot/versions" as never}>
            {t("bot:learning.version", { number: gap.version })}
          </Link>
        )}
        {gap.state === "dismissed" ? (
          <span className="tnum">{t("bot:learning.since.asked", { count: gap.again })}</span>
        ) : (
          <>
            <span className="tnum" data-tone={gap.answered > 0 ? "good" : undefined}>
              {t("bot:learning.since.answered", { count: gap.answered })}
            </span>
            <span className="tnum" data-tone={gap.again > 0 ? "bad" : undefined}>
              {t("bot:learning.since.again", { count: gap.again })}
            </span>
          </>
        )}
      </p>
    </>
  );
}
