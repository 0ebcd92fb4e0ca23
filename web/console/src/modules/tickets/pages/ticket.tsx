import { ArrowLeftOutlined, EyeOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { useState } from "react";
import { CardBody } from "@/shell/hooks/card-body";
import { useCards } from "@/shell/hooks/contributions";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { useAround, useChangeTicket } from "../api/actions";
import { type Ticket, ticketQuery, useFreshTickets } from "../api/tickets";
import { isLive, useFirstStatus } from "../api/types";
import { Comments } from "../parts/comments";
import { EndDialog } from "../parts/end-dialog";
import { Facts } from "../parts/facts";
import { History } from "../parts/history";
import { Links } from "../parts/links";
import { StatusTag } from "../parts/marks";
import styles from "../parts/tickets.module.css";
import { Words } from "../parts/words";

/** What can be done with the whole ticket. */
function Actions({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const allowed = useCan()("tickets.edit") && ticket.may_edit;
  const { watch } = useAround(ticket.id);
  const change = useChangeTicket(ticket);
  const [ending, setEnding] = useState(false);
  const live = isLive(ticket.state);
  useShortcut("e", () => setEnding(true), allowed && live);
  return (
    <>
      <Button
        icon={<EyeOutlined />}
        loading={watch.isPending}
        onClick={() => watch.mutate(!ticket.watching)}
      >
        {t(ticket.watching ? "tickets:unwatch" : "tickets:watch")}
      </Button>
      {allowed && live && (
        <Button type="primary" onClick={() => setEnding(true)}>
          {t("tickets:end")}
        </Button>
      )}
      {allowed && !live && (
        <Reopen ticket={ticket} reopen={(status) => change.mutate({ status })} />
      )}
      {ending && <EndDialog ticket={ticket} close={() => setEnding(false)} />}
    </>
  );
}

function Reopen({ ticket, reopen }: { ticket: Ticket; reopen: (status: string) => void }) {
  const t = useT();
  const first = useFirstStatus(ticket.type_id);
  if (!first) return null;
  return <Button onClick={() => reopen(first)}>{t("tickets:reopen")}</Button>;
}

/** One ticket on one page: what it is about, what was said of it, what became of it. */
export default function TicketPage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const cards = useCards("ticket");
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id));
  useFreshTickets();
  if (error) {
    return (
      <ErrorState
        title={t("tickets:error.open")}
        detail={sentence(error)}
        retry={() => void refetch()}
        retryLabel={t("shell:retry")}
      />
    );
  }
  if (!ticket) return <RowsSkeleton rows={8} />;
  return (
    <Page
      wide
      title={ticket.title}
      lead={
        <span className={styles.lead}>
          <Link to={"/tickets" as never}>
            <ArrowLeftOutlined /> {t("tickets:menu")}
          </Link>
          <span className={styles.ref}>{ticket.ref}</span>
          <StatusTag {...ticket} />
        </span>
      }
      actions={<Actions ticket={ticket} />}
    >
      <div className={styles.columns}>
        <div>
          <Section>
            <Words ticket={ticket} />
          </Section>
          <Links ticket={ticket} />
          <Section>
            <Tabs
              items={[
                {
                  key: "comments",
                  label: t("tickets:comments"),
                  children: <Comments id={ticket.id} />,
                },
                {
                  key: "history",
                  label: t("tickets:history"),
                  children: <History ticket={ticket} />,
                },
              ]}
            />
          </Section>
        </div>
        <div>
          <Section>
            <Facts ticket={ticket} />
          </Section>
          {cards.map((card) => (
            <Section key={card.id} title={t(card.title)}>
              <CardBody card={card} id={ticket.id} context={{ ticket: ticket.id }} />
            </Section>
          ))}
        </div>
      </div>
    </Page>
  );
}
