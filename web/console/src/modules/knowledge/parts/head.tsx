import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { makeArticle, useShowArticle } from "../api/articles";
import { type Article, type ArticleInput, type Locale, WRITE } from "../api/shapes";
import { useArticleActs } from "./use-acts";

const OTHER: Record<Locale, Locale> = { "zh-CN": "en", en: "zh-CN" };

/** A draft in the other language that begins with what this one says. */
function translated(article: Article): ArticleInput {
  const said = article.live ?? article.draft;
  return {
    title: said?.title ?? article.title,
    short_answer: said?.short_answer ?? "",
    body_html: said?.body_html ?? "",
    star: said?.star ?? null,
    synonyms: [],
    note: "",
    wordings: [],
    kind: article.kind,
    category_id: article.category_id,
    shop_id: article.shop_id,
    audience: article.audience,
    levels: article.levels,
    valid_from: article.valid_from,
    valid_until: article.valid_until,
    review_at: article.review_at,
    locale: OTHER[article.locale],
    translates_id: article.translates_id ?? article.id,
  };
}

type Props = { article: Article; history: () => void; tryOut: () => void };

/** What can be done with the article one reads. */
export function Head({ article, history, tryOut }: Props) {
  const t = useT();
  const go = useGo();
  const allowed = useCan();
  const notices = useNotices();
  const show = useShowArticle();
  const acts = useArticleActs(article);
  const { may, draft } = article;
  const edit = () => go(`/knowledge/articles/${article.id}/edit`);
  useShortcut("e", edit, may.edit);
  const translate = () =>
    makeArticle(translated(article)).then((made) => {
      show(made);
      go(`/knowledge/articles/${made.id}/edit`);
    }, notices.failed);
  const known = article.translations.some((one) => one.locale === OTHER[article.locale]);
  // What readers see, and something else to try against it.
  const tried = article.live !== null && draft !== null;
  const items = [
    { key: "try", label: t("knowledge:trial.begin"), shown: may.publish && tried, act: tryOut },
    { key: "history", label: t("knowledge:history"), shown: allowed(WRITE), act: history },
    {
      key: "translate",
      label: t(`knowledge:translate.${OTHER[article.locale]}`),
      shown: allowed(WRITE) && !known,
      act: () => void translate(),
    },
    {
      key: "discard",
      label: t("knowledge:discard"),
      shown: may.edit && draft !== null && article.live !== null,
      act: acts.discard,
    },
    { key: "archive", label: t("knowledge:archive"), shown: may.archive, act: acts.archive },
    { key: "delete", label: t("shell:delete"), shown: may.delete, act: acts.remove },
  ].filter((item) => item.shown);
  return (
    <>
      {may.publish && draft !== null && draft.state !== "in_review" && (
        <Button loading={acts.busy} onClick={() => void acts.publish("")}>
          {t("knowledge:publish")}
        </Button>
      )}
      {may.edit && (
        <Button type="primary" onClick={edit}>
          {t(draft ? "knowledge:edit.on" : "shell:edit")}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: items.map(({ key, label }) => ({ key, label, danger: key === "delete" })),
            onClick: ({ key }) => void items.find((item) => item.key === key)?.act(),
          }}
        >
          <Button icon={<MoreOutlined />} aria-label={t("shell:more")} />
        </Dropdown>
      )}
    </>
  );
}
