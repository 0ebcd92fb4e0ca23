import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Segmented, Tag } from "antd";
import { useEffect, useState } from "react";
import { useReadAbout } from "@/shell/hooks/bell";
import { useGo, usePathParam, useQueryParam } from "@/shell/hooks/go";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { articleQuery, noteUse } from "../api/articles";
import type { Article } from "../api/shapes";
import styles from "../parts/article.module.css";
import { Body } from "../parts/body";
import { Facts } from "../parts/facts";
import { Head } from "../parts/head";
import { Helpful } from "../parts/helpful";
import { History } from "../parts/history";
import { Review } from "../parts/review";
import { StateTag } from "../parts/state-tag";
import { ArticleTrials } from "../parts/trials/article-trials";
import { BeginTrial } from "../parts/trials/begin-trial";
import { Unopened } from "../parts/unopened";
import { Wordings } from "../parts/wordings";

/** What readers see, or for writers the version that is worked at. */
function Reading({ article }: { article: Article }) {
  const t = useT();
  const go = useGo();
  const asked = useQueryParam("view") === "draft";
  const { live, draft } = article;
  const shown = (asked ? draft : live) ?? live ?? draft;
  const returned = draft?.state === "returned" && draft.review_note;
  return (
    <Section>
      {live && draft && (
        <Segmented
          style={{ marginBottom: 12 }}
          aria-label={t("knowledge:view")}
          value={shown === draft ? "draft" : "live"}
          options={[
            { value: "live", label: t("knowledge:view.live") },
            { value: "draft", label: t(`knowledge:view.${draft.state}`) },
          ]}
          onChange={(view) =>
            go(`/knowledge/articles/${article.id}${view === "draft" ? "?view=draft" : ""}`, {
              replace: true,
            })
          }
        />
      )}
      <h2 className={styles.title}>{shown?.title ?? article.title}</h2>
      <p className={styles.meta}>
        <span>{article.ref}</span>
        <StateTag article={article} />
        {article.kind === "case" && <Tag>{t("knowledge:kind.case")}</Tag>}
        {article.audience === "staff" && <Tag>{t("knowledge:audience.staff")}</Tag>}
        {article.locale === "en" && <Tag>{t("knowledge:locale.en")}</Tag>}
      </p>
      {returned && (
        <Alert
          type="warning"
          style={{ marginBottom: 16 }}
          title={t("knowledge:returned.by", { name: draft.reviewer?.name ?? "" })}
          description={draft.review_note}
        />
      )}
      {shown && <Body version={shown} />}
      {live && shown === live && <Helpful id={article.id} />}
    </Section>
  );
}

/** One article (知识条目): what it says, how it is found, how it stands. */
export default function ArticlePage() {
  const t = useT();
  const go = useGo();
  const id = usePathParam("id") ?? "";
  const [history, setHistory] = useState(false);
  const [trying, setTrying] = useState(false);
  const { data: article, error, refetch } = useQuery(articleQuery(id));
  useReadAbout("article", id);
  const live = article?.live_number !== null && article !== undefined;
  useEffect(() => {
    if (live) noteUse(id, "opened");
  }, [id, live]);
  if (error && !article) return <Unopened error={error} retry={refetch} />;
  if (!article) return <RowsSkeleton rows={8} />;
  return (
    <Page
      wide
      title={t("knowledge:article")}
      lead={
        <Link to={"/knowledge" as never}>
          <ArrowLeftOutlined /> {t("knowledge:menu")}
        </Link>
      }
      actions={
        <Head article={article} history={() => setHistory(true)} tryOut={() => setTrying(true)} />
      }
    >
      <div className={styles.columns}>
        <div>
          <Review article={article} />
          <ArticleTrials article={article} />
          <Reading article={article} />
        </div>
        <div>
          <Section title={t("knowledge:facts")}>
            <Facts article={article} />
          </Section>
          <Section title={t("knowledge:wordings")} lead={t("knowledge:wordings.lead")}>
            <Wordings article={article} />
          </Section>
        </div>
      </div>
      {trying && <BeginTrial article={article} close={() => setTrying(false)} />}
      {history && (
        <History
          article={article}
          close={() => setHistory(false)}
          restored={() => go(`/knowledge/articles/${id}/edit`)}
        />
      )}
    </Page>
  );
}
