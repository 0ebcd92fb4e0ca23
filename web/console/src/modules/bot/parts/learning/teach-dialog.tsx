import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { keyLabel } from "@/ui/keycap";
import { RowsSkeleton } from "@/ui/states";
import { type Gap, teach, wordingsQuery } from "../../api/learning";
import { chosen, type Draft, draftsOf } from "../../api/lesson";
import { BOT } from "../../api/shapes";
import { ArticleSearch } from "../article-search";
import { MeasuredChange } from "../measured";
import styles from "./learning.module.css";
import { WordingList } from "./wording-list";

type Props = { gap: Gap; close: () => void };
type Article = { article_id: string; title: string };

/** Which words lead to which article from now on (教给机器人): looked at once, then live. */
export function TeachDialog({ gap, close }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const client = useQueryClient();
  const [article, setArticle] = useState<Article | null>(gap.proposal);
  const [searching, setSearching] = useState(gap.proposal === null);
  const [edited, setEdited] = useState<Draft[] | null>(null);
  const { data, error } = useQuery(wordingsQuery(gap.id));
  const drafts = edited ?? draftsOf(data?.texts ?? []);
  const texts = chosen(drafts);
  const [measured, setMeasured] = useState<string | null>(null);
  // Measured anew once somebody has stopped typing.
  const settled = useSettled(texts.join("\n"));
  const change = {
    settings: null,
    wordings:
      article && settled ? [{ article_id: article.article_id, texts: settled.split("\n") }] : [],
  };
  const teaching = useMutation({
    mutationFn: (to: Article) =>
      teach(gap.id, { article_id: to.article_id, texts, note: "", rehearsal_id: measured }),
    onSuccess: () => {
      notices.done(t("bot:learning.taught.done"));
      void client.invalidateQueries({ queryKey: BOT });
      close();
    },
  });
  const ready = article !== null && texts.length > 0 && !teaching.isPending;
  useShortcut("mod+enter", () => article && teaching.mutate(article), ready);
  const failure = teaching.error ?? error;
  return (
    <Modal
      open
      width={640}
      title={
        article ? t("bot:learning.teach.to", { title: article.title }) : t("bot:learning.teach")
      }
      okText={t("bot:learning.teach.go")}
      okButtonProps={{ disabled: !ready, title: keyLabel("mod+enter") }}
      confirmLoading={teaching.isPending}
      onOk={() => article && teaching.mutate(article)}
      onCancel={close}
    >
      {searching ? (
        <ArticleSearch
          question={gap.label}
          choose={(found) => {
            setArticle(found);
            setSearching(false);
          }}
        />
      ) : (
        <Button
          size="small"
          type="link"
          className={styles.more ?? ""}
          onClick={() => setSearching(true)}
        >
          {t("bot:learning.teach.change")}
        </Button>
      )}
      <p className={styles.sub}>{t("bot:learning.teach.words", { count: texts.length })}</p>
      {!data && !error && <RowsSkeleton rows={3} />}
      <WordingList drafts={drafts} change={setEdited} />
      {change.wordings.length > 0 && !searching && (
        <>
          <p className={styles.sub}>{t("bot:learning.teach.measured")}</p>
          <MeasuredChange change={change} onMeasured={setMeasured} />
        </>
      )}
      {failure && (
        <Alert type="error" showIcon style={{ marginTop: 12 }} title={sentence(failure)} />
      )}
    </Modal>
  );
}
