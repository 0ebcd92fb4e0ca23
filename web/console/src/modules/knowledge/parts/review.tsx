import { Button, Input } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import type { Article } from "../api/shapes";
import styles from "./article.module.css";
import { Diff } from "./diff";
import { useArticleActs } from "./use-acts";

/** What waits for somebody to look at it: what changed, and publish it or give it back (审核). */
export function Review({ article }: { article: Article }) {
  const t = useT();
  const format = useFormat();
  const acts = useArticleActs(article);
  const [note, setNote] = useState("");
  const { draft, may } = article;
  if (draft?.state !== "in_review") return null;
  return (
    <Section
      title={t("knowledge:review")}
      lead={t("knowledge:review.by", {
        name: draft.author.name,
        at: format.short(draft.submitted_at ?? draft.changed_at),
      })}
    >
      {draft.note && <p className={styles.note}>{draft.note}</p>}
      {article.live_number !== null && (
        <Diff article={article.id} older={article.live_number} newer={draft.number} />
      )}
      {!may.publish && <p className={styles.quiet}>{t("knowledge:review.others")}</p>}
      {(may.publish || may.return_it) && (
        <div className={styles.deciding}>
          {may.publish && (
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={1000}
              aria-label={t("knowledge:review.note")}
              placeholder={t("knowledge:review.note")}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
          <div className={styles.buttons}>
            {may.publish && (
              <Button type="primary" loading={acts.busy} onClick={() => acts.publish(note)}>
                {t("knowledge:publish")}
              </Button>
            )}
            {may.return_it && (
              <Button loading={acts.busy} onClick={() => acts.giveBack(note)}>
                {t(may.publish ? "knowledge:return" : "knowledge:take_back")}
              </Button>
            )}
          </div>
        </div>
      )}
    </Section>
  );
}
