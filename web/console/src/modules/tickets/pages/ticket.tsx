import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tabs } from "antd";
import type { ReactNode } from "react";
import { CardBody } from "@/shell/hooks/card-body";
import { useCards } from "@/shell/hooks/contributions";
import { usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { type Ticket, ticketQuery, useFreshTickets } from "../api/tickets";
import { Comments } from "../parts/comments";
import { EditingPlace } from "../parts/editing";
import { Facts } from "../parts/facts";
import { History } from "../parts/history";
import { Links } from "../parts/links";
import { Due } from "../parts/marks";
import { PrintButton } from "../parts/print/print-button";
import { PromiseLeft } from "../parts/promise";
import { StatusBar } from "../parts/status-bar";
import styles from "../parts/ticket.module.css";
import { Gone, More, Watch } from "../parts/whole";
import { Words } from "../parts/words";

/** What was said of it, and what became of it. */
function Talk({ ticket }: { ticket: Ticket }) {
  const t = useT();
  return (
    <Section>
      <Tabs
        items={[
          {
            key: "comments",
            label: t("tickets:comments"),
            children: <Comments id={ticket.id} />,
          },
          { key: "history", label: t("tickets:history"), children: <History ticket={ticket} /> },
        ]}
      />
    </Section>
  );
}

/** On a phone the facts stand folded above the words, with what matters most of them in sight. */
function Folded({ ticket, children }: { ticket: Ticket; children: ReactNode }) {
  const t = useT();
  return (
    <details className={styles.fold}>
      <summary>
        {ticket.owner_name ?? t("tickets:unowned")} · <Due ticket={ticket} />{" "}
        <PromiseLeft ticket={ticket} named />
      </summary>
      {children}
    </details>
  );
}

/** What others know of it and do about it: the procedure it goes through, their tasks. */
function Around({ ticket, amid }: { ticket: Ticket; amid: boolean }) {
  const t = useT();
  return useCards("ticket")
    .filter((card) => (card.amid ?? false) === amid)
    .map((card) => (
      <Section key={card.id} title={t(card.title)}>
        <CardBody card={card} id={ticket.id} context={{ ticket: ticket.id }} />
      </Section>
    ));
}

function Body({ ticket }: { ticket: Ticket }) {
  const phone = usePhone();
  const facts = <Facts ticket={ticket} />;
  const around = <Around ticket={ticket} amid={false} />;
  return (
    <div className={styles.columns}>
      <div>
        {phone && <Folded ticket={ticket}>{facts}</Folded>}
        <Section>
          <Words ticket={ticket} />
        </Section>
        <Around ticket={ticket} amid />
        <Talk ticket={ticket} />
        <Links ticket={ticket} />
        {phone && around}
      </div>
      {!phone && (
        <div>
          <Section>{facts}</Section>
          {around}
        </div>
      )}
    </div>
  );
}

/** One ticket on one page: what it is about, what was said of it, what became of it. */
export default function TicketPage() {
  const t = useT();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id));
  useFreshTickets();
  if (error && !ticket) {
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
    <EditingPlace key={ticket.id} ticket={ticket}>
      <Page
        wide
        title={ticket.title}
        lead={
          <span className={styles.lead}>
            <Link to={"/tickets" as never}>
              <ArrowLeftOutlined /> {t("tickets:menu")}
            </Link>
            <span className={styles.ref}>{ticket.ref}</span>
          </span>
        }
        actions={
          <>
            <PrintButton id={ticket.id} />
            <Watch ticket={ticket} />
            <More ticket={ticket} />
          </>
        }
      >
        <Gone ticket={ticket} />
        <StatusBar ticket={ticket} />
        <Body ticket={ticket} />
      </Page>
    </EditingPlace>
  );
}
