import { Button } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import type { Ticket } from "../api/tickets";
import { isLive } from "../api/types";
import { useEditing } from "./editing";
import { Priority } from "./marks";
import styles from "./ticket.module.css";

/** A ticket's priority, by what rules have raised it, and whether anybody wants it as it is. */
export function Standing({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const format = useFormat();
  const { change, busy } = useEditing();
  const movable = ticket.may_edit && isLive(ticket.state) && (ticket.raised > 0 || ticket.held);
  const say = ({ cause, since }: Ticket["raised_by"][number]) =>
    since
      ? t("tickets:raised.since", {
          cause: t(`tickets:cause.${cause}`),
          since: `${format.day(since)} ${format.time(since)}`,
        })
      : t(`tickets:cause.${cause}`);
  return (
    <>
      <Priority of={ticket} />
      {ticket.raised > 0 && (
        <span className={styles.under}>
          {t("tickets:raised.by", { count: ticket.raised })}
          {ticket.raised_by.map((each) => (
            <span key={each.cause} className={styles.cause}>
              {say(each)}
            </span>
          ))}
        </span>
      )}
      {ticket.held && <span className={styles.under}>{t("tickets:held")}</span>}
      {movable && (
        <Button
          size="small"
          type="link"
          className={styles.hold ?? ""}
          disabled={busy}
          onClick={() => change({ held: !ticket.held })}
        >
          {t(ticket.held ? "tickets:held.release" : "tickets:held.hold")}
        </Button>
      )}
    </>
  );
}
