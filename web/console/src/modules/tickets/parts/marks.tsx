import { ArrowUpOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useNow } from "@/shell/hooks/now";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import type { TicketLine } from "../api/tickets";
import { isLive, type Status, useType } from "../api/types";
import styles from "./tickets.module.css";

const SOON = 3_600_000;

type Raised = Pick<TicketLine, "priority" | "raised" | "raised_by">;

type StatusProps = { type_id: string; status: string; state: Status["kind"] };

/** Where a ticket stands, coloured by what that means. */
export function StatusTag({ type_id, status, state }: StatusProps) {
  const label = useLabel();
  const found = useType(type_id)?.statuses.find(({ code }) => code === status);
  return <StateMark kind={state}>{found ? label(found.name) : status}</StateMark>;
}

/** A status in the colour of what it means, readable on light and dark. */
export function StateMark({ kind, children }: { kind: Status["kind"]; children: ReactNode }) {
  return (
    <span className={styles.state} data-kind={kind}>
      {children}
    </span>
  );
}

/** How soon and how much it matters together: a bar of five, and the word; an arrow where rules
 * have raised it, with what by. */
export function Priority({ of }: { of: Raised }) {
  const t = useT();
  const value = of.priority;
  const causes = of.raised_by.map(({ cause }) => t(`tickets:cause.${cause}`));
  const why = t("tickets:raised.mark", { causes: causes.join(t("shell:field.and")) });
  const tone = value >= 5 ? styles.highest : value === 4 ? styles.high : "";
  return (
    <span className={`${styles.priority} ${tone}`}>
      <span aria-hidden="true" className={styles.bars}>
        {[1, 2, 3, 4, 5].map((step) => (
          <i key={step} data-on={step <= value || undefined} />
        ))}
      </span>
      {t(`tickets:priority.${value}`)}
      {of.raised > 0 && <ArrowUpOutlined title={why} aria-label={why} role="img" />}
    </span>
  );
}

/** When a ticket is due, by the one colour scale: calm, soon, late. */
export function Due({ ticket }: { ticket: Pick<TicketLine, "due_at" | "state"> }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (!ticket.due_at) return <span className={styles.quiet}>{t("tickets:due.none")}</span>;
  const left = new Date(ticket.due_at).getTime() - now;
  const live = isLive(ticket.state);
  const tone = !live ? "" : left < 0 ? styles.late : left < SOON ? styles.soon : "";
  return (
    <time dateTime={ticket.due_at} className={`${styles.due} ${tone}`}>
      {format.day(ticket.due_at)} {format.time(ticket.due_at)}
      {live && left < 0 && <span> · {t("tickets:late")}</span>}
    </time>
  );
}
