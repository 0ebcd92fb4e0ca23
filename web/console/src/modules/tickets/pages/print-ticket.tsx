import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useEffect, useState } from "react";
import { useShops } from "@/shell/hooks/directory";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { commentsQuery, historyQuery, type Ticket, ticketQuery } from "../api/tickets";
import { Desk } from "../parts/print/desk";
import { PrintedFacts } from "../parts/print/facts";
import styles from "../parts/print/print.module.css";
import { PrintedComments, PrintedHistory } from "../parts/print/talk";

/** The whole history, however long it is. */
function useHistory(id: string, wanted: boolean) {
  const query = useInfiniteQuery({ ...historyQuery(id), enabled: wanted });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (wanted && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [wanted, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const steps = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return { steps, ready: !wanted || (query.isSuccess && !hasNextPage) };
}

function Sheet({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [comments, setComments] = useState(true);
  const [history, setHistory] = useState(false);
  const said = useQuery({ ...commentsQuery(ticket.id), enabled: comments });
  const { steps, ready } = useHistory(ticket.id, history);
  const shop = useShops().find(({ id }) => id === ticket.shop_id)?.name ?? "";
  return (
    <Desk
      back={{ path: `/tickets/${ticket.id}`, name: ticket.ref }}
      shop={shop}
      ready={ready && (!comments || said.isSuccess)}
      choices={
        <>
          <Checkbox checked={comments} onChange={() => setComments(!comments)}>
            {t("tickets:comments")}
          </Checkbox>
          <Checkbox checked={history} onChange={() => setHistory(!history)}>
            {t("tickets:history")}
          </Checkbox>
        </>
      }
    >
      <h1>
        {ticket.ref} {ticket.title}
      </h1>
      <PrintedFacts ticket={ticket} />
      <h2>{t("tickets:field.text")}</h2>
      <p className={styles.words}>{ticket.text || t("tickets:text.none")}</p>
      {ticket.result && (
        <>
          <h2>{t("tickets:result")}</h2>
          <p className={styles.words}>{ticket.result}</p>
        </>
      )}
      <Around ticket={ticket} />
      {comments && <PrintedComments id={ticket.id} />}
      {history && <PrintedHistory ticket={ticket} steps={steps} />}
    </Desk>
  );
}

/** What hangs on it: tickets below, conversations. */
function Around({ ticket }: { ticket: Ticket }) {
  const t = useT();
  return (
    <>
      {ticket.parts.length > 0 && <h2>{t("tickets:parts")}</h2>}
      <ul className={styles.entries}>
        {ticket.parts.map((each) => (
          <li key={each.id}>
            {each.ref} {each.title} · {each.owner_name ?? t("tickets:unowned")}
          </li>
        ))}
      </ul>
      {ticket.links.length > 0 && <h2>{t("tickets:links")}</h2>}
      <ul className={styles.entries}>
        {ticket.links.map((each) => (
          <li key={each.conversation_id}>
            {each.ref} {each.customer_name}
          </li>
        ))}
      </ul>
    </>
  );
}

/** One ticket on paper (打印工单). */
export default function PrintTicketPage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id));
  if (ticket) return <Sheet ticket={ticket} />;
  if (!error) return <RowsSkeleton rows={8} />;
  return (
    <ErrorState
      title={t("tickets:error.open")}
      detail={sentence(error)}
      retry={() => void refetch()}
      retryLabel={t("shell:retry")}
    />
  );
}
