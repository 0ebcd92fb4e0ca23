import { useQuery } from "@tanstack/react-query";
import { Input } from "antd";
import { useState } from "react";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { articlesQuery } from "../../api/bot";
import styles from "../samples.module.css";

type Article = { article_id: string; title: string };
type Props = { question: string; choose: (article: Article) => void };

/** Finds the article that answers; begins with what is like the question itself. */
export function ArticleSearch({ question, choose }: Props) {
  const t = useT();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim()) || question;
  const { data, isFetching } = useQuery(articlesQuery(asked));
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
        {!data && isFetching && <RowsSkeleton rows={3} />}
        {data?.length === 0 && !isFetching && (
          <p className={styles.quiet}>
            {t(`bot:better.none.${text.trim() === "" ? "near" : "found"}`)}
          </p>
        )}
        {(data ?? []).map((each) => (
          <button key={each.article_id} type="button" onClick={() => choose(each)}>
            {each.title}
          </button>
        ))}
      </div>
    </>
  );
}
