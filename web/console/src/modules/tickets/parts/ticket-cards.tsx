import { Link } from "@tanstack/react-router";
import { Checkbox, Tag } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { TicketLine } from "../api/tickets";
import { useTypes } from "../api/types";
import { Owner } from "./columns";
import styles from "./list.module.css";
import { Due, Priority, StatusTag } from "./marks";
import { PromiseLeft } from "./promise";

type Props = {
  tickets: TicketLine[];
  chosen: ReadonlySet<string>;
  /** While several are chosen each card has a box; null: none is to be chosen just now. */
  toggle: ((id: string) => void) | null;
};

/** Tickets one below the other, for a phone. */
export function TicketCards({ tickets, chosen, toggle }: Props) {
  const t = useT();
  const label = useLabel();
  const types = new Map(useTypes().map((type) => [type.id, label(type.name)]));
  return (
    <ul className={styles.cards}>
      {tickets.map((ticket) => (
        <li key={ticket.id}>
          <p className={styles.top}>
            {toggle ? (
              <Checkbox
                className={styles.pick ?? ""}
                aria-label={t("tickets:choose", { ref: ticket.ref })}
                checked={chosen.has(ticket.id)}
                onChange={() => toggle(ticket.id)}
              >
                <span className={styles.ref}>{ticket.ref}</span>
              </Checkbox>
            ) : (
              <span className={styles.ref}>{ticket.ref}</span>
            )}
            <StatusTag {...ticket} />
          </p>
          <p>
            <Link to={`/tickets/${ticket.id}` as never} className={styles.title}>
              {ticket.title}
            </Link>{" "}
            {ticket.tags.map((tag) => (
              <Tag key={tag}>{tag}</Tag>
            ))}
          </p>
          <p className={styles.quiet}>
            {types.get(ticket.type_id)}
            {ticket.customer_name && ` · ${ticket.customer_name}`} · <Owner ticket={ticket} />
          </p>
          <p className={styles.top}>
            <Priority of={ticket} />
            <PromiseLeft ticket={ticket} named />
            <Due ticket={ticket} />
          </p>
        </li>
      ))}
    </ul>
  );
}
