import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { ApiError } from "@/api/client";
import { Endless } from "@/shell/hooks/endless";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import type { Asked } from "../api/asked";
import { type BatchChange, useBatch } from "../api/batch";
import { type BoardColumn, narrowed, useBoardColumns } from "../api/board";
import { groupsQuery, type TicketLine, ticketsQuery } from "../api/tickets";
import styles from "./board.module.css";
import { Owner } from "./columns";
import { Due, Priority, StatusTag } from "./marks";
import { PromiseLeft } from "./promise";

const FEW = 25;
/** What a card takes on by being put into another column. */
const MOVABLE = ["status", "owner_id", "team_id"];

type Props = { asked: Asked; by: string; movable: boolean };

/** Tickets side by side by one of their parts (看板). */
export function Board({ asked, by, movable }: Props) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(groupsQuery(asked, by));
  const columns = useBoardColumns(asked, by, data?.groups ?? []);
  if (error && !data) {
    return (
      <ErrorState
        title={t("shell:error.list")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!data) return <RowsSkeleton rows={6} />;
  if (columns.length === 0)
    return <EmptyState title={t("tickets:none.found")} hint={t("tickets:none.found.hint")} />;
  return (
    <div className={styles.board}>
      {columns.map((column) => (
        <Column
          key={column.key ?? ""}
          column={column}
          asked={narrowed(asked, by, column.key)}
          by={by}
          movable={movable && MOVABLE.includes(by)}
        />
      ))}
    </div>
  );
}

type ColumnProps = {
  column: BoardColumn;
  asked: Asked;
  by: string;
  movable: boolean;
};

function Column({ column, asked, by, movable }: ColumnProps) {
  const t = useT();
  const notices = useNotices();
  const batch = useBatch();
  const [over, setOver] = useState(false);
  const query = useInfiniteQuery(ticketsQuery(asked, FEW));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const id = event.dataTransfer.getData("text/plain");
    const here = query.data?.pages.some((page) => page.items.some((each) => each.id === id));
    if (!id || here) return;
    const change: BatchChange = { [by]: column.key };
    batch.mutate(
      { ids: [id], change, said: () => t("tickets:moved", { to: column.name }) },
      {
        onSuccess: ({ skipped }) => {
          const [left] = skipped;
          if (left) notices.failed(new ApiError(409, left.code, left.reason));
        },
      },
    );
  };
  return (
    <section
      className={styles.column}
      aria-label={column.name}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!movable) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        {column.name}
        <span className="tnum">{column.count}</span>
      </h2>
      <div className={styles.cards}>
        <Endless query={query} empty={{ title: t("tickets:board.none") }} rows={2}>
          {(tickets) =>
            tickets.map((ticket) => (
              <Card key={ticket.id} ticket={ticket} by={by} movable={movable} />
            ))
          }
        </Endless>
      </div>
    </section>
  );
}

function Card({ ticket, by, movable }: { ticket: TicketLine; by: string; movable: boolean }) {
  return (
    <article
      className={styles.card}
      draggable={movable}
      onDragStart={(event) => event.dataTransfer.setData("text/plain", ticket.id)}
    >
      <p className={styles.top}>
        <span className={styles.ref}>{ticket.ref}</span>
        {by !== "status" && <StatusTag {...ticket} />}
      </p>
      <Link to={`/tickets/${ticket.id}` as never} draggable={false}>
        {ticket.title}
      </Link>
      <p className={styles.top}>
        {by === "priority" ? <span /> : <Priority of={ticket} />}
        {by !== "owner_id" && <Owner ticket={ticket} />}
      </p>
      {(ticket.due_at || ticket.promise) && (
        <p className={styles.top}>
          {ticket.due_at ? <Due ticket={ticket} /> : <span />}
          <PromiseLeft ticket={ticket} />
        </p>
      )}
    </article>
  );
}
