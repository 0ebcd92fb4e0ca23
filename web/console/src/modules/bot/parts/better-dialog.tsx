import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { articlesQuery, judge } from "../api/bot";
import type { Sample } from "../api/shapes";
import styles from "./samples.module.css";

type Props = { sample: Sample; close: () => void; done: () => void };

/** Which article would have been right (教一下): choosing it teaches these words to it. */
export function BetterDialog({ sample, close, done }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const [teach, setTeach] = useState(true);
  const other = ({ article_id }: { article_id: string }) =>
    article_id !== sample.article?.article_id;
  const near = sample.candidates.filter(other);
  // Where nothing else came near, titles like the question itself are looked for.
  const asked = useSettled(text.trim()) || (near.length === 0 ? sample.question : "");
  const { data, error, isFetching } = useQuery({
    ...articlesQuery(asked),
    enabled: asked !== "",
  });
  const shown = asked === "" ? near : (data ?? []).filter(other);
  const choosing = useMutation({
    mutationFn: (article_id: string) =>
      judge(sample.turn_id, { verdict: "better", article_id, teach }),
    onSuccess: () => {
      notices.done(t(teach ? "bot:better.taught" : "bot:better.noted"));
      done();
      close();
    },
  });
  const failure = choosing.error ?? error;
  return (
    <Modal open title={t("bot:better")} footer={null} onCancel={close}>
      <p className={styles.asked}>{sample.question}</p>
      <Input
        allowClear
        autoFocus
        aria-label={t("bot:better.search")}
        placeholder={t("bot:better.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ margin: "12px 0" }}
      />
      <Checkbox checked={teach} onChange={(event) => setTeach(event.target.checked)}>
        {t("bot:better.teach")}
      </Checkbox>
      <div className={styles.choices} aria-live="polite">
        {asked !== "" && !data && isFetching && <RowsSkeleton rows={3} />}
        {shown.length === 0 && !isFetching && (
          <p className={styles.quiet}>
            {t(`bot:better.none.${text.trim() === "" ? "near" : "found"}`)}
          </p>
        )}
        {shown.map((each) => (
          <button
            key={each.article_id}
            type="button"
            disabled={choosing.isPending}
            onClick={() => choosing.mutate(each.article_id)}
          >
            {each.title}
          </button>
        ))}
      </div>
      {failure && (
        <Alert type="error" showIcon style={{ marginTop: 12 }} title={sentence(failure)} />
      )}
    </Modal>
  );
}
