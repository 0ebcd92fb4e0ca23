import { Link } from "@tanstack/react-router";
import { useShops } from "@/shell/hooks/directory";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { pathOf, useCategories } from "../api/categories";
import type { Article } from "../api/shapes";
import styles from "./article.module.css";
import { Validity } from "./validity";

/** Where an article belongs, whom it is for, how long it holds, how it is used (属性). */
export function Facts({ article }: { article: Article }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const shops = useShops();
  const categories = useCategories();
  const day = (iso: string | null) => (iso ? format.day(iso) : "");
  const shop = article.shop_id
    ? (shops.find((one) => one.id === article.shop_id)?.name ?? "")
    : t("knowledge:shop.all");
  const span = [day(article.valid_from), day(article.valid_until)];
  const valid = span.some(Boolean)
    ? `${span[0] || t("knowledge:valid.now")} – ${span[1] || t("knowledge:valid.open")}`
    : t("knowledge:valid.always");
  const { uses } = article;
  const rows: [string, React.ReactNode][] = [
    ["category", pathOf(categories, article.category_id, label) || t("knowledge:category.none")],
    ["audience", t(`knowledge:audience.${article.audience}`)],
    ["levels", article.levels.join(t("shell:field.and"))],
    ["shop", shop],
    ["owner", article.owner.name],
    [
      "valid",
      <>
        {valid} <Validity article={article} />
      </>,
    ],
    ["review_at", day(article.review_at)],
    ["published_at", article.published_at ? format.short(article.published_at) : ""],
    [
      "uses",
      [
        t("knowledge:uses.opened", { count: uses.opened }),
        t("knowledge:uses.inserted", { count: uses.inserted }),
        uses.answered > 0 ? t("knowledge:uses.answered", { count: uses.answered }) : "",
      ]
        .filter(Boolean)
        .join(" · "),
    ],
    [
      "helpfulness",
      uses.helpful + uses.unhelpful > 0
        ? t("knowledge:uses.helpful", { count: uses.helpful, all: uses.helpful + uses.unhelpful })
        : "",
    ],
    [
      "translations",
      article.translations.length > 0 &&
        article.translations.map((one) => (
          <p key={one.id}>
            <Link to={`/knowledge/articles/${one.id}` as never}>{one.title}</Link>
          </p>
        )),
    ],
  ];
  return (
    <dl className={styles.facts}>
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{t(`knowledge:${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
