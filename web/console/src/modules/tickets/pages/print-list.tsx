import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useShops } from "@/shell/hooks/directory";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { ErrorState } from "@/ui/states";
import { pathOf, STANDARD, sameTickets } from "../api/asked";
import { usePlace } from "../api/place";
import { ticketsQuery } from "../api/tickets";
import { useColumns } from "../parts/columns";
import { Desk } from "../parts/print/desk";
import styles from "../parts/print/print.module.css";

/** More than a few dozen sheets nobody reads: for that there is the table to export. */
const MOST = 500;

/** A list of tickets on paper (打印列表). */
export default function PrintListPage() {
  const t = useT();
  const sentence = useSentence();
  const place = usePlace();
  const all = useColumns();
  const columns = place.columns.flatMap((code) => all.find((each) => each.code === code) ?? []);
  const lead = columns.find(({ code }) => code === "ref");
  const rest = columns.filter((column) => column !== lead);
  const { view, asked } = place;
  const shops = useShops();
  const query = useInfiniteQuery(ticketsQuery(asked));
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const tickets = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const more = hasNextPage && tickets.length < MOST;
  useEffect(() => {
    if (more && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [more, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const usual = STANDARD.find((each) => sameTickets(each.asked, asked))?.name;
  if (query.isError && tickets.length === 0) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(query.error)}
        retry={() => void query.refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  return (
    <Desk
      wide
      back={{
        path: pathOf({ view: view?.id, asked, columns: place.columns }),
        name: t("tickets:menu"),
      }}
      shop={shops
        .filter(({ id }) => !asked.shop_id?.length || asked.shop_id.includes(id))
        .map(({ name }) => name)
        .join(t("shell:field.and"))}
      ready={query.isSuccess && !more}
    >
      <h1>{view?.name ?? t(usual ? `tickets:box.${usual}` : "tickets:menu")}</h1>
      <p className={styles.when}>
        {t("tickets:print.count", { count: tickets.length })}
        {hasNextPage && !more && ` · ${t("tickets:print.most", { count: tickets.length })}`}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            {lead && <th>{lead.name}</th>}
            <th>{t("tickets:field.title")}</th>
            {rest.map((column) => (
              <th key={column.code}>{column.name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tickets.map((ticket) => (
            <tr key={ticket.id}>
              {lead && <td>{lead.cell(ticket)}</td>}
              <td>{ticket.title}</td>
              {rest.map((column) => (
                <td key={column.code}>{column.cell(ticket)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Desk>
  );
}
