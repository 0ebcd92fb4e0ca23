import { useQuery } from "@tanstack/react-query";
import { Alert, Input } from "antd";
import { useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { articlesQuery } from "../api/bot";
import styles from "./article-search.module.css";
import rows from "./rows.module.css";

type Article = { article_id: string; title: string };
type Props = {
  question: string;
  choose: (article: Article) => void;
  near?: Article[];
  except?: string | undefined;
  busy?: boolean;
};

/** Finds the article that answers; begins with what came near, or with what is like the question. */
export function ArticleSearch({ question, choose, near = [], except, busy = false }: Props) {
  const t = useT();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const other = (each: Article) => each.article_id !== except;
  const begin = near.filter(other);
  const asked = useSettled(text.trim()) || (begin.length === 0 ? question : "");
  const { data, error, isFetching } = useQuery({ ...articlesQuery(asked), enabled: asked !== "" });
  const shown = asked === "" ? begin : (data ?? []).filter(other);
  return (
    <>
      <Input
        allowClear
        autoFocus
        aria-label={t("bot:better.search")}
        placeholder={t("bot:better.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.choices} aria-live="polite">
        {asked !== "" && !data && isFetching && <RowsSkeleton rows={3} />}
        {error && <Alert type="error" showIcon title={sentence(error)} />}
        {shown.length === 0 && !isFetching && !error && (
          <p className={rows.quiet}>
            {t(`bot:better.none.${text.trim() === "" ? "near" : "found"}`)}
          </p>
        )}
        {shown.map((each) => (
          <button key={each.article_id} type="button" disabled={busy} onClick={() => choose(each)}>
            {each.title}
          </button>
        ))}
      </div>
    </>
  );
}
