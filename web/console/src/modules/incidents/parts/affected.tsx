import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tag } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { affectedQuery, type Detail } from "../api/incidents";
import styles from "./incidents.module.css";

/** The conversations that are concerned, those found last first (受影响的会话). */
export function Affected({ incident }: { incident: Detail }) {
  const t = useT();
  const format = useFormat();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    affectedQuery(incident.id),
  );
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t("incidents:conversations")}>
      {!data && <RowsSkeleton rows={3} />}
      {data && rows.length === 0 && (
        <p className={styles.quiet}>{t("incidents:conversations.none")}</p>
      )}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.conversation_id}>
            <p>
              {row.path ? (
                <Link to={row.path.split("?")[0] as never} search={{ box: "all" } as never}>
                  {row.title}
                </Link>
              ) : (
                t("incidents:conversation.hidden")
              )}{" "}
              {row.complaint && <Tag color="error">{t("incidents:complaint")}</Tag>}
              {row.told_at && <Tag>{t("incidents:was.told")}</Tag>}
              <span className={styles.quiet}>
                {format.day(row.found_at)} {format.time(row.found_at)}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </Section>
  );
}
