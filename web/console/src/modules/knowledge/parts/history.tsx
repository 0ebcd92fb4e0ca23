import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Tag } from "antd";
import { useState } from "react";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { RowsSkeleton } from "@/ui/states";
import { restoreVersion, useShowArticle, versionsQuery } from "../api/articles";
import type { Article, VersionRow } from "../api/shapes";
import styles from "./article.module.css";
import { Diff } from "./diff";

type Props = { article: Article; close: () => void; restored: () => void };

function Facts({ row, live }: { row: VersionRow; live: boolean }) {
  const t = useT();
  const format = useFormat();
  const decided =
    row.decided_at && row.reviewer
      ? t("knowledge:version.decided", {
          name: row.reviewer.name,
          at: format.short(row.decided_at),
        })
      : "";
  return (
    <>
      <p>
        <strong>{t("knowledge:version", { number: row.number })}</strong>{" "}
        <Tag {...(live ? { color: "success" } : {})}>{t(`knowledge:version.${row.state}`)}</Tag>
      </p>
      <p className={styles.quiet}>
        {[row.author.name, format.full(row.changed_at), decided].filter(Boolean).join(" · ")}
      </p>
      {row.note && <p>{row.note}</p>}
      {row.review_note && <p className={styles.quiet}>{row.review_note}</p>}
    </>
  );
}

/** What an article said before, who wrote and published it, and what changed (版本历史). */
export function History({ article, close, restored }: Props) {
  const t = useT();
  const phone = usePhone();
  const notices = useNotices();
  const show = useShowArticle();
  const { data } = useQuery(versionsQuery(article.id));
  const [open, setOpen] = useState<number | null>(null);
  const restore = (number: number) =>
    restoreVersion(article.id, number).then((now) => {
      show(now);
      restored();
    }, notices.failed);
  return (
    <Drawer open size={phone ? "100%" : 640} title={t("knowledge:history")} onClose={close}>
      {!data && <RowsSkeleton rows={4} />}
      <ol>
        {(data ?? []).map((row, at) => {
          const before = data?.[at + 1];
          const live = row.number === article.live_number;
          return (
            <li key={row.number} className={styles.version}>
              <Facts row={row} live={live} />
              <p className={styles.buttons}>
                {before && (
                  <Button
                    size="small"
                    aria-expanded={open === row.number}
                    onClick={() => setOpen(open === row.number ? null : row.number)}
                  >
                    {t("knowledge:history.changes", { number: before.number })}
                  </Button>
                )}
                {article.may.edit && !article.draft && !live && (
                  <Button size="small" onClick={() => void restore(row.number)}>
                    {t("knowledge:history.restore")}
                  </Button>
                )}
              </p>
              {before && open === row.number && (
                <Diff article={article.id} older={before.number} newer={row.number} />
              )}
            </li>
          );
        })}
      </ol>
    </Drawer>
  );
}
