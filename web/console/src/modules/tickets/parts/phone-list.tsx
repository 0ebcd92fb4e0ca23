import { Button } from "antd";
import { useState } from "react";
import { useT } from "@/shell/hooks/text";
import type { TicketLine } from "../api/tickets";
import styles from "./list.module.css";
import { TicketCards } from "./ticket-cards";

type Props = {
  tickets: TicketLine[];
  chosen: ReadonlySet<string>;
  choose: ((ids: Set<string>) => void) | null;
  more: { there: boolean; loading: boolean; load: () => void };
};

/** Tickets on a phone; several are chosen once one has said so, that a thumb opens none by chance. */
export function PhoneList({ tickets, chosen, choose, more }: Props) {
  const t = useT();
  const [choosing, setChoosing] = useState(false);
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose?.(next);
  };
  const stop = () => {
    setChoosing(false);
    choose?.(new Set());
  };
  return (
    <div className={styles.scroll}>
      {choose && (
        <div className={styles.choosing}>
          {choosing ? (
            <>
              <Button size="small" onClick={() => choose(new Set(tickets.map(({ id }) => id)))}>
                {t("tickets:choose.all")}
              </Button>
              <Button size="small" onClick={stop}>
                {t("tickets:choose.done")}
              </Button>
            </>
          ) : (
            <Button size="small" onClick={() => setChoosing(true)}>
              {t("tickets:choose.several")}
            </Button>
          )}
        </div>
      )}
      <TicketCards tickets={tickets} chosen={chosen} toggle={choosing ? toggle : null} />
      {more.there && (
        <div className={styles.more}>
          <Button loading={more.loading} onClick={more.load}>
            {t("shell:more")}
          </Button>
        </div>
      )}
    </div>
  );
}
