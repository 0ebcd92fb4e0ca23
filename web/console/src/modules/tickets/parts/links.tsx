import { LinkOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { useAround } from "../api/actions";
import type { Ticket, TicketLink } from "../api/tickets";
import { LinkDialog } from "./link-dialog";
import styles from "./talk.module.css";

const FEW = 4;

/** The conversations a ticket belongs to, with the messages it was made from. */
export function Links({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [linking, setLinking] = useState(false);
  const allowed = useCan()("conversations.read") && ticket.may_edit && !ticket.merged_into;
  if (ticket.links.length === 0 && !allowed) return null;
  return (
    <Section
      title={t("tickets:links")}
      {...(allowed
        ? {
            extra: (
              <Button size="small" icon={<LinkOutlined />} onClick={() => setLinking(true)}>
                {t("tickets:link.add")}
              </Button>
            ),
          }
        : {})}
    >
      {ticket.links.length === 0 && <p className={styles.none}>{t("tickets:links.none")}</p>}
      {linking && <LinkDialog ticket={ticket} close={() => setLinking(false)} />}
      {ticket.links.map((link) => (
        <Linked key={link.conversation_id} ticket={ticket} link={link} />
      ))}
    </Section>
  );
}

function Linked({ ticket, link }: { ticket: Ticket; link: TicketLink }) {
  const t = useT();
  const { unlink } = useAround(ticket.id);
  const name = `${link.ref} ${link.customer_name}`;
  return (
    <div className={styles.linked}>
      <p className={styles.top}>
        {link.path ? <Link to={link.path as never}>{name}</Link> : <span>{name}</span>}
        <span className={styles.when}>
          {t(link.state === "closed" ? "tickets:conversation.closed" : "tickets:conversation.open")}
          {ticket.may_edit && (
            <Button
              type="link"
              size="small"
              loading={unlink.isPending}
              onClick={() => unlink.mutate(link.conversation_id)}
            >
              {t("tickets:unlink")}
            </Button>
          )}
        </span>
      </p>
      <Messages link={link} />
    </div>
  );
}

/** The last few of the messages, and the way to the ones before. */
function Messages({ link }: { link: TicketLink }) {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const messages = link.messages ?? [];
  const shown = all ? messages : messages.slice(-FEW);
  if (messages.length === 0) return null;
  return (
    <>
      {shown.length < messages.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t("tickets:messages.all", { count: messages.length })}
        </Button>
      )}
      <ul className={styles.said} aria-label={t("tickets:messages")}>
        {shown.map((message) => (
          <li key={message.number} data-mine={message.sender_kind !== "customer" || undefined}>
            <span className={styles.when}>
              {message.name} · {format.short(message.at)}
            </span>
            <p className={styles.words}>{message.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
