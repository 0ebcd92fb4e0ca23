import { useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useState } from "react";
import type { Autosave } from "@/shell/hooks/autosave";
import { writeKept } from "@/shell/hooks/kept";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { articleQuery } from "../../api/articles";
import type { Draft } from "../../api/shapes";
import styles from "../article.module.css";
import { keptAs } from "./use-draft";

type Props = { id: string; autosave: Autosave<Draft>; takeTheirs: () => void };

/** Somebody else changed the same draft: theirs, or mine over it; nothing goes by itself (冲突). */
export function Conflict({ id, autosave, takeTheirs }: Props) {
  const t = useT();
  const format = useFormat();
  const client = useQueryClient();
  const notices = useNotices();
  const [seen, setSeen] = useState(false);
  const { draft } = client.getQueryData(articleQuery(id).queryKey) ?? {};
  const fresh = () => client.fetchQuery({ ...articleQuery(id), staleTime: 0 });
  const theirs = async () => {
    await fresh();
    writeKept(keptAs(id), null);
    takeTheirs();
  };
  const mine = async () => {
    const now = await fresh();
    await autosave.goOn(now.draft?.version ?? 0);
  };
  const look = async () => {
    await fresh();
    setSeen(true);
  };
  const or = (act: () => Promise<void>) => () => void act().catch(notices.failed);
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t("knowledge:conflict")}
      description={
        <>
          <p>{t("knowledge:conflict.hint")}</p>
          {seen && draft && (
            <div className={styles.short}>
              <h3>
                {draft.author.name} · {format.full(draft.changed_at)}
              </h3>
              <p className={styles.lines}>
                {[draft.title, draft.short_answer, draft.body_text].filter(Boolean).join("\n")}
              </p>
            </div>
          )}
          <p className={styles.buttons}>
            {!seen && <Button onClick={or(look)}>{t("knowledge:conflict.look")}</Button>}
            <Button onClick={or(theirs)}>{t("knowledge:conflict.theirs")}</Button>
            <Button onClick={or(mine)}>{t("knowledge:conflict.mine")}</Button>
          </p>
        </>
      }
    />
  );
}
