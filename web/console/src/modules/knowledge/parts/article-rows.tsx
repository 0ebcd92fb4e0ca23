import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { pathOf, useCategories } from "../api/categories";
import type { ArticleRow } from "../api/shapes";
import styles from "./articles.module.css";
import { StateTag } from "./state-tag";
import { Validity } from "./validity";

function Line({ article, place }: { article: ArticleRow; place: string }) {
  const t = useT();
  const format = useFormat();
  const { uses } = article;
  const facts = [
    article.ref,
    place,
    article.owner.name,
    t("knowledge:changed", { at: format.short(article.changed_at) }),
    t("knowledge:wordings.count", { count: article.wordings }),
  ];
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.head}>
          <Link to={`/knowledge/articles/${article.id}` as never} className={styles.title ?? ""}>
            {article.title}
          </Link>
          {article.state !== "published" && <StateTag article={article} />}
          {article.kind === "case" && <Tag>{t("knowledge:kind.case")}</Tag>}
          {article.audience === "staff" && <Tag>{t("knowledge:audience.staff")}</Tag>}
          {article.locale === "en" && <Tag>{t("knowledge:locale.en")}</Tag>}
        </p>
        <p className={styles.quiet}>
          {facts.filter(Boolean).join(" · ")} <Validity article={article} />
        </p>
      </div>
      <div className={`${styles.figures} tnum`}>
        <span>{t("knowledge:uses.inserted", { count: uses.inserted })}</span>
        <span className={styles.quiet}>
          {uses.helpful + uses.unhelpful > 0
            ? t("knowledge:uses.helpful", {
                count: uses.helpful,
                all: uses.helpful + uses.unhelpful,
              })
            : t("knowledge:uses.opened", { count: uses.opened })}
        </span>
      </div>
    </li>
  );
}

/** Articles, one a line, with what needs a look (文章列表). */
export function ArticleRows({ articles }: { articles: ArticleRow[] }) {
  const label = useLabel();
  const categories = useCategories();
  return (
    <ul>
      {articles.map((article) => (
        <Line
          key={article.id}
          article={article}
          place={pathOf(categories, article.category_id, label)}
        />
      ))}
    </ul>
  );
}
