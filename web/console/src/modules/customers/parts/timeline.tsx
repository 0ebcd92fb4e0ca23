import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { TimelineItem } from "@/api/types";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { timelineQuery } from "../api/customer";
import styles from "./customers.module.css";

function pathOf(item: TimelineItem): string | null {
  if (item.ref?.kind === "conversation") return `/conversations/${item.ref.id}`;
  return null;
}

function Line({ item }: { item: TimelineItem }) {
  const format = useFormat();
  const label = useLabel();
  const path = pathOf(item);
  const title = label(item.title);
  return (
    <li className={styles.line}>
      <p className={styles.when}>
        <time dateTime={item.at}>{format.full(item.at)}</time>
      </p>
      <p>
        {path ? (
          <Link to={path as never} search={{ box: "all" } as never}>
            {title}
          </Link>
        ) : (
          title
        )}
        {item.badge && <span className={styles.badge}>{label(item.badge)}</span>}
      </p>
      {item.lines.map((line) => (
        <p key={line} className={styles.words}>
          {line}
        </p>
      ))}
    </li>
  );
}

/** Everything that happened with a customer, newest first (时间线). */
export function Timeline({ id, first }: { id: string; first: number }) {
  const t = useT();
  const sentence = useSentence();
  const [limit, setLimit] = useState(first);
  const { data, error, refetch, isFetching } = useQuery({
    ...timelineQuery(id, limit),
    placeholderData: (held) => held,
  });
  if (error) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={3} />;
  return (
    <>
      {data.missing.length > 0 && <p className={styles.when}>{t("customers:timeline.missing")}</p>}
      {data.items.length === 0 && <p className={styles.when}>{t("customers:timeline.none")}</p>}
      <ol>
        {data.items.map((item) => (
          <Line key={`${item.kind}${item.at}${item.ref?.id}`} item={item} />
        ))}
      </ol>
      {data.next !== null && (
        <Button size="small" loading={isFetching} onClick={() => setLimit(limit + 20)}>
          {t("shell:more")}
        </Button>
      )}
    </>
  );
}
