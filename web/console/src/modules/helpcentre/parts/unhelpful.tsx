import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useState } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { unhelpfulQuery } from "../api/centres";
import styles from "./help.module.css";

const FIRST = 8;

/** What readers missed in articles (没帮助的原因), with the way to mend them. */
export function UnhelpfulList({ shopId }: { shopId: string }) {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const { data } = useQuery(unhelpfulQuery(shopId));
  if (!data) return <RowsSkeleton rows={3} />;
  if (data.length === 0) return <EmptyState title={t("helpcentre:unhelpful.none")} />;
  const shown = all ? data : data.slice(0, FIRST);
  return (
    <>
      <ul className={styles.votes}>
        {shown.map((vote, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: votes tell nothing of who they are
          <li key={at}>
            <p>
              <Link to={`/knowledge/articles/${vote.article_id}` as never}>{vote.title}</Link>{" "}
              {vote.reason && <Tag>{t(`helpcentre:reason.${vote.reason}`)}</Tag>}
              <span className={styles.quiet}>{format.short(vote.at)}</span>
            </p>
            {vote.comment && <p className={styles.comment}>{vote.comment}</p>}
          </li>
        ))}
      </ul>
      {!all && data.length > FIRST && (
        <Button type="link" onClick={() => setAll(true)}>
          {t("helpcentre:unhelpful.all", { count: data.length })}
        </Button>
      )}
    </>
  );
}
