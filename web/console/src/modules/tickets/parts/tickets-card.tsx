import { LinkOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useNotices } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { useLinkTicket } from "../api/actions";
import {
  ofConversationQuery,
  ofCustomerQuery,
  type TicketLine,
  useFreshTickets,
} from "../api/tickets";
import { isLive } from "../api/types";
import { Due, StatusTag } from "./marks";
import { NewTicket } from "./new-ticket";
import styles from "./tickets.module.css";

/** A customer's tickets, those of this conversation first, and a way to make one (工单). */
export default function TicketsCard({ id, context }: CardProps) {
  const t = useT();
  const notices = useNotices();
  const allowed = useCan()("tickets.edit");
  const conversation = context.conversation;
  const { data, error } = useQuery(ofCustomerQuery(id));
  const linked = useQuery({
    ...ofConversationQuery(conversation ?? ""),
    enabled: Boolean(conversation),
  }).data;
  const [making, setMaking] = useState(false);
  useFreshTickets();
  useShortcut("alt+g", () => setMaking(true), allowed);
  if (error) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  const here = linked?.items ?? [];
  const known = new Set(here.map((ticket) => ticket.id));
  const others = data.items.filter((ticket) => !known.has(ticket.id) && isLive(ticket.state));
  const shown = conversation ? others : data.items;
  return (
    <>
      {here.length + shown.length === 0 && <p className={styles.quiet}>{t("tickets:none.card")}</p>}
      <ul className={styles.few}>
        {here.map((ticket) => (
          <Line key={ticket.id} ticket={ticket} />
        ))}
        {shown.map((ticket) => (
          <Line
            key={ticket.id}
            ticket={ticket}
            {...(conversation && allowed ? { conversation } : {})}
          />
        ))}
      </ul>
      {allowed && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          title={`${t("tickets:new")} (Alt+G)`}
          onClick={() => setMaking(true)}
        >
          {t("tickets:new")}
        </Button>
      )}
      {making && (
        <NewTicket
          customer={id}
          {...(conversation ? { conversation } : {})}
          made={(ticket) => {
            setMaking(false);
            notices.done(t("tickets:made.done", { ref: ticket.ref }));
          }}
          close={() => setMaking(false)}
        />
      )}
    </>
  );
}

function Line({ ticket, conversation }: { ticket: TicketLine; conversation?: string }) {
  return (
    <li>
      <Link to={`/tickets/${ticket.id}` as never} className={styles.title}>
        {ticket.title}
      </Link>
      <span className={styles.top}>
        <StatusTag {...ticket} />
        {isLive(ticket.state) && <Due ticket={ticket} />}
        {conversation && <LinkButton ticket={ticket} conversation={conversation} />}
      </span>
    </li>
  );
}

function LinkButton({ ticket, conversation }: { ticket: TicketLine; conversation: string }) {
  const t = useT();
  const link = useLinkTicket(conversation);
  return (
    <Button
      type="text"
      size="small"
      icon={<LinkOutlined />}
      loading={link.isPending}
      aria-label={t("tickets:link", { ref: ticket.ref })}
      title={t("tickets:link", { ref: ticket.ref })}
      onClick={() => link.mutate(ticket.id)}
    />
  );
}
