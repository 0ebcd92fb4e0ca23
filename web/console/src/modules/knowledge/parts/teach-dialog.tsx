import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { addWordings } from "../api/articles";
import { suggestQuery } from "../api/search";
import type { Gap } from "../api/shapes";
import styles from "./board.module.css";

type Props = { gap: Gap; close: () => void; done: () => void };

/** Teaches a question to an article that answers it (加为相似问): two clicks, live at once. */
export function TeachDialog({ gap, close, done }: Props) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = useSettled(text.trim());
  const { data, isFetching } = useQuery({ ...suggestQuery(asked), enabled: asked !== "" });
  const teach = useMutation({
    mutationFn: (article: string) => addWordings(article, [gap.query]),
    onSuccess: () => {
      notices.done(t("knowledge:gaps.taught"));
      done();
      close();
    },
  });
  return (
    <Modal
      open
      title={t("knowledge:gaps.teach")}
      okText={t("knowledge:gaps.teach.go")}
      okButtonProps={{ disabled: chosen === null }}
      confirmLoading={teach.isPending}
      onOk={() => chosen && teach.mutate(chosen)}
      onCancel={close}
    >
      <p className={styles.asked}>{gap.query}</p>
      <p className={styles.quiet}>{t("knowledge:gaps.teach.hint")}</p>
      <Input
        autoFocus
        allowClear
        aria-label={t("knowledge:search")}
        placeholder={t("knowledge:gaps.teach.search")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(null);
        }}
        style={{ margin: "12px 0" }}
      />
      {asked !== "" && !data && isFetching && <RowsSkeleton rows={2} />}
      {asked !== "" && data?.length === 0 && (
        <p className={styles.quiet}>{t("knowledge:none.found")}</p>
      )}
      {asked !== "" && (
        <Radio.Group
          vertical
          value={chosen}
          onChange={(event) => setChosen(event.target.value as string)}
          options={(data ?? []).map((each) => ({ value: each.article_id, label: each.title }))}
        />
      )}
      {teach.error && <Alert type="error" showIcon title={sentence(teach.error)} />}
    </Modal>
  );
}
