import { useQuery } from "@tanstack/react-query";
import { useFormat, useT } from "@/shell/hooks/text";
import { commentsQuery, type Ticket, type TicketStep } from "../../api/tickets";
import { isBlank, type Said, useNameOf, useSaying } from "../saying";
import styles from "./print.module.css";

/** What colleagues noted on it. */
export function PrintedComments({ id }: { id: string }) {
  const t = useT();
  const format = useFormat();
  const { data = [] } = useQuery(commentsQuery(id));
  return (
    <>
      <h2>{t("tickets:comments")}</h2>
      {data.length === 0 && <p className={styles.when}>{t("tickets:print.none")}</p>}
      <ul className={styles.entries}>
        {data.map((each) => (
          <li key={each.id}>
            <span className={styles.when}>
              {each.name} · {format.full(each.at)}
            </span>
            <p className={styles.words}>{each.text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who changed what, before and after. */
export function PrintedHistory({ ticket, steps }: { ticket: Ticket; steps: TicketStep[] }) {
  const t = useT();
  const format = useFormat();
  const say = useSaying(ticket.type_id);
  const nameOf = useNameOf();
  const told = (part: string, value: unknown) =>
    isBlank(value as Said) ? t("tickets:empty") : say(part, value as Said);
  return (
    <>
      <h2>{t("tickets:history")}</h2>
      <ul className={styles.entries}>
        {steps.map((step) => (
          <li key={step.id}>
            <span className={styles.when}>
              {step.name || t("tickets:by.house")} · {format.full(step.at)}
            </span>{" "}
            {t(`tickets:verb.${step.verb}`)}
            {step.parts.map(({ part, before, after }) => (
              <p key={part} className={styles.words}>
                {nameOf(part)}: {told(part, before)} → {told(part, after)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
