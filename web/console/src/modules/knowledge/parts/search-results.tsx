import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Asked, noteClick, searchQuery } from "../api/search";
import type { Hit } from "../api/shapes";
import styles from "./articles.module.css";
import { Marked } from "./marked";
import { NearTitles } from "./near-titles";

function Line({ hit, opened }: { hit: Hit; opened: () => void }) {
  const t = useT();
  const label = useLabel();
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.head}>
          <Link
            to={`/knowledge/articles/${hit.article_id}` as never}
            className={styles.title ?? ""}
            onClick={opened}
          >
            <Marked text={hit.title} marks={hit.title_marks} />
          </Link>
          {hit.kind === "case" && <Tag>{t("knowledge:kind.case")}</Tag>}
          {hit.audience === "staff" && <Tag>{t("knowledge:audience.staff")}</Tag>}
        </p>
        <p className={styles.snippet}>
          <Marked text={hit.snippet} marks={hit.marks} />
        </p>
        <p className={styles.quiet}>
          {[
            hit.ref,
            label(hit.category),
            hit.matched && hit.matched !== hit.title
              ? t("knowledge:matched", { text: hit.matched })
              : "",
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
    </li>
  );
}

/** What the search finds in published articles (搜索结果), as agents and the bot would get it. */
export function SearchResults({ asked }: { asked: Asked }) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(searchQuery(asked));
  if (error && !data) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={5} />;
  if (data.items.length === 0) {
    return (
      <>
        <EmptyState title={t("knowledge:none.found")} hint={t("knowledge:none.found.hint")} />
        <NearTitles q={asked.q} />
      </>
    );
  }
  return (
    <>
      <p className={styles.quiet} role="status">
        {t("knowledge:found", { count: data.items.length })}
        {data.via === "plain" && ` · ${t("knowledge:via.plain")}`}
      </p>
      <ul>
        {data.items.map((hit, at) => (
          <Line
            key={hit.article_id}
            hit={hit}
            opened={() => noteClick(data.search_id, hit.article_id, at + 1)}
          />
        ))}
      </ul>
    </>
  );
}
