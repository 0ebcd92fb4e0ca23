import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { KeyCap } from "@/ui/keycap";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Asked, STANDARD, sameTickets } from "../api/asked";
import { usePlace } from "../api/place";
import { ticketsQuery, useFreshTickets } from "../api/tickets";
import { Board } from "../parts/board";
import { BulkBar } from "../parts/bulk-bar";
import { type Column, useColumns } from "../parts/columns";
import { FilterBar } from "../parts/filter-bar";
import { LayoutTools } from "../parts/layout-tools";
import styles from "../parts/list.module.css";
import { ListMenu } from "../parts/list-menu";
import { NewTicket } from "../parts/new-ticket";
import { PhoneList } from "../parts/phone-list";
import { Side } from "../parts/side";
import { TicketTable } from "../parts/ticket-table";
import { ViewTools } from "../parts/view-tools";

type ListProps = { asked: Asked; columns: Column[]; change: (part: Asked) => void };

/** The tickets themselves: on their way, failed, none, or there. */
function List({ asked, columns, change }: ListProps) {
  const t = useT();
  const sentence = useSentence();
  const phone = usePhone();
  const allowed = useCan()("tickets.edit");
  const query = useInfiniteQuery(ticketsQuery(asked));
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const tickets = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isPending) return <RowsSkeleton rows={10} />;
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
  if (tickets.length === 0) {
    const usual = STANDARD.find((each) => sameTickets(each.asked, asked))?.name;
    const which = usual === "late" || usual === "ended" ? usual : usual ? "live" : "found";
    return <EmptyState title={t(`tickets:none.${which}`)} hint={t(`tickets:none.${which}.hint`)} />;
  }
  const more = {
    there: query.hasNextPage,
    loading: query.isFetchingNextPage,
    failed: query.isFetchNextPageError,
    load: () => void query.fetchNextPage(),
  };
  const choose = allowed ? setChosen : null;
  return (
    <div className={styles.list}>
      {phone ? (
        <PhoneList tickets={tickets} chosen={chosen} choose={choose} more={more} />
      ) : (
        <TicketTable
          tickets={tickets}
          columns={columns}
          sort={asked.q ? "newest" : (asked.sort ?? "newest")}
          setSort={asked.q ? null : (sort) => change({ sort })}
          chosen={chosen}
          choose={choose}
          more={more}
        />
      )}
      <BulkBar
        tickets={tickets.filter(({ id }) => chosen.has(id))}
        clear={() => setChosen(new Set())}
        keep={(ids) => setChosen(new Set(ids))}
      />
    </div>
  );
}

/** 工单: cases that somebody sees through. */
export default function TicketsPage() {
  const t = useT();
  const go = useGo();
  const phone = usePhone();
  const mayMake = useCan()("tickets.edit");
  const [making, setMaking] = useState(false);
  const asked = useQueryParam("new") !== undefined;
  const place = usePlace();
  const all = useColumns();
  const { view, by } = place;
  const usual = STANDARD.find((each) => sameTickets(each.asked, place.asked));
  const title = view?.name ?? t(usual ? `tickets:box.${usual.name}` : "tickets:menu");
  useFreshTickets();
  useShortcut("n", () => setMaking(true), mayMake);
  const side = <Side view={view} asked={place.asked} />;
  const columns = place.columns.flatMap((code) => all.find((each) => each.code === code) ?? []);
  return (
    <div className={styles.frame}>
      {!phone && side}
      <div className={styles.main}>
        <header className={styles.head}>
          <h1 className={phone ? "visually-hidden" : undefined}>{title}</h1>
          {phone && side}
          <div className={styles.tools}>
            <ViewTools
              view={view}
              shown={{ asked: place.asked, columns: place.columns, by }}
              changed={place.changed}
            />
            <LayoutTools all={all} {...place} />
            <ListMenu view={view?.id} asked={place.asked} columns={place.columns} />
            {mayMake && (
              <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
                {t("tickets:new")} {!phone && <KeyCap combo="n" />}
              </Button>
            )}
          </div>
        </header>
        <FilterBar key={view?.id ?? ""} asked={place.asked} change={place.change} />
        <div className={styles.body}>
          {place.waiting ? (
            <RowsSkeleton rows={10} />
          ) : by ? (
            <Board asked={place.asked} by={by} movable={mayMake} />
          ) : (
            <List
              key={`${view?.id ?? ""} ${JSON.stringify(place.asked)}`}
              asked={place.asked}
              columns={columns}
              change={place.change}
            />
          )}
        </div>
      </div>
      {(making || asked) && mayMake && (
        <NewTicket
          made={(ticket) => go(`/tickets/${ticket.id}`)}
          close={() => {
            setMaking(false);
            if (asked) go("/tickets", { replace: true });
          }}
        />
      )}
    </div>
  );
}
