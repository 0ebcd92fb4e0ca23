import { Link } from "@tanstack/react-router";
import { Table, Tag } from "antd";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { TicketLine } from "../api/tickets";
import { useTypes } from "../api/types";
import { Due, Priority, StatusTag } from "./marks";
import styles from "./tickets.module.css";

function Title({ ticket }: { ticket: TicketLine }) {
  return (
    <>
      <Link to={`/tickets/${ticket.id}` as never} className={styles.title}>
        {ticket.title}
      </Link>
      {ticket.tags.map((tag) => (
        <Tag key={tag} className={styles.tag ?? ""}>
          {tag}
        </Tag>
      ))}
    </>
  );
}

function Owner({ ticket }: { ticket: TicketLine }) {
  const t = useT();
  if (ticket.owner_name) return <>{ticket.owner_name}</>;
  return <Tag>{ticket.team_name ?? t("tickets:unowned")}</Tag>;
}

/** Tickets in a table; on a phone each is a card. */
export function TicketList({ tickets }: { tickets: TicketLine[] }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const phone = usePhone();
  const types = new Map(useTypes().map((type) => [type.id, label(type.name)]));
  if (phone) {
    return (
      <ul className={styles.cards}>
        {tickets.map((ticket) => (
          <li key={ticket.id}>
            <p className={styles.top}>
              <span className={styles.ref}>{ticket.ref}</span>
              <StatusTag {...ticket} />
            </p>
            <p>
              <Title ticket={ticket} />
            </p>
            <p className={styles.quiet}>
              {types.get(ticket.type_id)}
              {ticket.customer_name && ` · ${ticket.customer_name}`} · <Owner ticket={ticket} />
            </p>
            <p className={styles.top}>
              <Priority value={ticket.priority} />
              <Due ticket={ticket} />
            </p>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      scroll={{ x: 960 }}
      dataSource={tickets}
      columns={[
        {
          title: t("tickets:ref"),
          width: 132,
          render: (_, ticket) => <span className={styles.ref}>{ticket.ref}</span>,
        },
        { title: t("tickets:field.title"), render: (_, ticket) => <Title ticket={ticket} /> },
        {
          title: t("tickets:field.type"),
          width: 100,
          render: (_, ticket) => types.get(ticket.type_id),
        },
        {
          title: t("tickets:field.status"),
          width: 120,
          render: (_, ticket) => <StatusTag {...ticket} />,
        },
        {
          title: t("tickets:field.priority"),
          width: 110,
          render: (_, ticket) => <Priority value={ticket.priority} />,
        },
        { title: t("tickets:field.customer"), width: 110, dataIndex: "customer_name" },
        {
          title: t("tickets:field.owner"),
          width: 110,
          render: (_, ticket) => <Owner ticket={ticket} />,
        },
        {
          title: t("tickets:field.due"),
          width: 160,
          render: (_, ticket) => <Due ticket={ticket} />,
        },
        {
          title: t("tickets:field.changed"),
          width: 100,
          render: (_, ticket) => (
            <span className={styles.quiet}>{format.short(ticket.changed_at)}</span>
          ),
        },
      ]}
    />
  );
}
