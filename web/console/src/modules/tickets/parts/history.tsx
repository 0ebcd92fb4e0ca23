import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Endless } from "@/shell/hooks/endless";
import { useFormat, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { historyQuery, type Ticket, type TicketStep } from "../api/tickets";
import { isBlank, type Said, useNameOf, useSaying } from "./saying";
import styles from "./talk.module.css";

/** Who changed what, before and after, newest first. */
export function History({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const query = useInfiniteQuery(historyQuery(ticket.id));
  const say = useSaying(ticket.type_id);
  return (
    <Endless query={query} empty={{ title: t("tickets:history.none") }}>
      {(steps) => (
        <ul className={styles.talk}>
          {steps.map((step) => (
            <Step key={step.id} step={step} say={say} />
          ))}
        </ul>
      )}
    </Endless>
  );
}

type Say = (part: string, value: Said) => string;

function Step({ step, say }: { step: TicketStep; say: Say }) {
  const t = useT();
  const format = useFormat();
  const name = step.name || t("tickets:by.house");
  return (
    <li>
      <Avatar name={name} size={24} />
      <div>
        <p>
          {step.path ? (
            <Link to={step.path as never}>{t("tickets:by.rule", { name })}</Link>
          ) : (
            <strong>{name}</strong>
          )}{" "}
          {t(`tickets:verb.${step.verb}`)}{" "}
          <time className={styles.when} dateTime={step.at} title={format.full(step.at)}>
            {format.day(step.at)} {format.time(step.at)}
          </time>
        </p>
        {step.parts.map((each) => (
          <Changed key={each.part} {...each} say={say} />
        ))}
      </div>
    </li>
  );
}

type ChangedProps = { part: string; before?: unknown; after?: unknown; say: Say };

/** Set, taken away, or changed from one to the other. */
function Changed({ part, before, after, say }: ChangedProps) {
  const nameOf = useNameOf();
  const had = !isBlank(before as Said);
  const has = !isBlank(after as Said);
  if (!had && !has) return null;
  return (
    <p className={styles.changed}>
      <span className={styles.part}>{nameOf(part)}</span>
      {had && <del>{say(part, before as Said)}</del>}
      {had && has && <span aria-hidden="true">→</span>}
      {has && <ins>{say(part, after as Said)}</ins>}
    </p>
  );
}
