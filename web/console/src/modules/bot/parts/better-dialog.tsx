import { useMutation } from "@tanstack/react-query";
import { Alert, Checkbox, Modal } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { judge } from "../api/bot";
import type { Sample } from "../api/shapes";
import { ArticleSearch } from "./article-search";
import rows from "./rows.module.css";

type Props = { sample: Sample; close: () => void; done: () => void };

/** Which article would have been right (教一下): choosing it teaches these words to it. */
export function BetterDialog({ sample, close, done }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const [teach, setTeach] = useState(true);
  const choosing = useMutation({
    mutationFn: (article_id: string) =>
      judge(sample.turn_id, { verdict: "better", article_id, teach }),
    onSuccess: () => {
      notices.done(t(teach ? "bot:better.taught" : "bot:better.noted"));
      done();
      close();
    },
  });
  return (
    <Modal open title={t("bot:better")} footer={null} onCancel={close}>
      <p className={rows.asked}>{sample.question}</p>
      <Checkbox
        checked={teach}
        onChange={(event) => setTeach(event.target.checked)}
        style={{ margin: "8px 0 12px" }}
      >
        {t("bot:better.teach")}
      </Checkbox>
      <ArticleSearch
        question={sample.question}
        near={sample.candidates}
        except={sample.article?.article_id}
        busy={choosing.isPending}
        choose={({ article_id }) => choosing.mutate(article_id)}
      />
      {choosing.error && (
        <Alert type="error" showIcon style={{ marginTop: 12 }} title={sentence(choosing.error)} />
      )}
    </Modal>
  );
}
