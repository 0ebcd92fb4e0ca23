import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, unwrap } from "@/api/client";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import styles from "./customers.module.css";

/** A customer's conversations, newest first. */
export function CustomerConversations({ id }: { id: string }) {
  const t = useT();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ["customer", id, "conversations"],
    queryFn: () =>
      unwrap(
        api.GET("/api/conversations", {
          params: { query: { box: "all", customer_id: id, limit: 20 } },
        }),
      ),
  });
  if (!data) return <RowsSkeleton rows={3} />;
  if (data.items.length === 0)
    return <p className={styles.when}>{t("customers:conversations.none")}</p>;
  return (
    <ul className={styles.cardList}>
      {data.items.map((each) => (
        <li key={each.id}>
          <Link to={`/conversations/${each.id}` as never} search={{ box: "all" } as never}>
            {each.ref}
          </Link>
          <span className={styles.badge}>{t(`customers:state.${each.state}`)}</span>
          <p className={styles.when}>
            {format.full(each.opened_at)}
            {each.assignee && ` · ${each.assignee.name}`}
          </p>
          {each.last_message && <p>{each.last_message.preview}</p>}
        </li>
      ))}
    </ul>
  );
}
