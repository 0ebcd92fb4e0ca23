import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { Endless } from "@/shell/hooks/endless";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { affectedQuery, type Detail } from "../api/incidents";
import styles from "./incidents.module.css";

/** The conversations that are concerned, those found last first (受影响的会话). */
export function Affected({ incident }: { incident: Detail }) {
  const t = useT();
  const format = useFormat();
  const query = useInfiniteQuery(affectedQuery(incident.id));
  return (
    <Section title={t("incidents:conversations")}>
      <Endless query={query} empty={{ title: t("incidents:conversations.none") }} rows={3}>
        {(rows) => (
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
        )}
      </Endless>
    </Section>
  );
}
