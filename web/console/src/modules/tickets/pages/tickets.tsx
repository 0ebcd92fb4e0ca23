import { PlusOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useCallback, useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useCan } from "@/shell/hooks/session";
import { useShortcut } from "@/shell/hooks/shortcuts";
import { useT } from "@/shell/hooks/text";
import { KeyCap } from "@/ui/keycap";
import { Page, Section } from "@/ui/page";
import { type Asked, countsQuery, ticketsQuery, useFreshTickets } from "../api/tickets";
import { Filters } from "../parts/filters";
import { NewTicket } from "../parts/new-ticket";
import { TicketList } from "../parts/ticket-list";

function List({ asked }: { asked: Asked }) {
  const t = useT();
  const query = useInfiniteQuery(ticketsQuery(asked));
  const which = asked.q ? "found" : asked.which;
  const empty = { title: t(`tickets:none.${which}`), hint: t(`tickets:none.${which}.hint`) };
  return (
    <Endless query={query} empty={empty}>
      {(tickets) => <TicketList tickets={tickets} />}
    </Endless>
  );
}

/** 工单: cases that somebody sees through. */
export default function TicketsPage() {
  const t = useT();
  const go = useGo();
  const mayMake = useCan()("tickets.edit");
  const making = useQueryParam("new") !== undefined;
  const found = useQueryParam("q") ?? "";
  const [asked, setAsked] = useState<Asked>({
    box: found ? "all" : "mine",
    which: "live",
    sort: "newest",
    q: found,
  });
  const change = useCallback(
    (part: Partial<Asked>) => setAsked((held) => ({ ...held, ...part })),
    [],
  );
  const { data: counts } = useQuery(countsQuery);
  useFreshTickets();
  useShortcut("n", () => go("/tickets?new=1"), mayMake);
  return (
    <Page
      wide
      title={t("tickets:menu")}
      lead={t("tickets:lead")}
      actions={
        mayMake && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => go("/tickets?new=1")}>
            {t("tickets:new")} <KeyCap combo="n" />
          </Button>
        )
      }
    >
      <Filters asked={asked} change={change} counts={counts} />
      <Section>
        <List asked={asked} />
      </Section>
      {making && (
        <NewTicket
          made={(ticket) => go(`/tickets/${ticket.id}`)}
          close={() => go("/tickets", { replace: true })}
        />
      )}
    </Page>
  );
}
