import { useInfiniteQuery } from "@tanstack/react-query";
import type { FieldValue } from "@/api/types";
import { Endless } from "@/shell/hooks/endless";
import { useFields, useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { historyQuery, type Ticket, type TicketStep } from "../api/tickets";
import { useTypes } from "../api/types";
import styles from "./tickets.module.css";

type Said = string | number | boolean | string[] | Record<string, string> | null;

/** A part of a ticket in words, before or after. */
function useSaying(ticket: Ticket): (part: string, value: Said) => string {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const fields = useFields("ticket");
  const say = useFieldText();
  const statuses = [...useTypes()]
    .sort((one) => (one.id === ticket.type_id ? -1 : 1))
    .flatMap((type) => type.statuses);
  return (part, value) => {
    if (value === null || value === undefined || value === "") return t("tickets:empty");
    if (part.startsWith("fields.")) {
      const field = fields.find(({ code }) => `fields.${code}` === part);
      return field ? say(field, value as FieldValue) : String(value);
    }
    if (Array.isArray(value)) return value.join("、") || t("tickets:empty");
    if (typeof value === "object") return label(value);
    if (part === "status")
      return label(statuses.find(({ code }) => code === value)?.name) || String(value);
    if (part === "urgency" || part === "importance") return t(`tickets:${part}.${value}`);
    if (part === "due_at") return format.full(String(value));
    return String(value);
  };
}

/** Who changed what, before and after, newest first. */
export function History({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const query = useInfiniteQuery(historyQuery(ticket.id));
  const say = useSaying(ticket);
  return (
    <Endless query={query} empty={{ title: t("tickets:history.none") }}>
      {(steps) => (
        <ul className={styles.history}>
          {steps.map((step) => (
            <Step key={step.id} step={step} say={say} />
          ))}
        </ul>
      )}
    </Endless>
  );
}

type StepProps = { step: TicketStep; say: (part: string, value: Said) => string };

function Step({ step, say }: StepProps) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const fields = useFields("ticket");
  const nameOf = (part: string) => {
    const field = fields.find(({ code }) => `fields.${code}` === part);
    return field ? label(field.name) : t(`tickets:part.${part}`);
  };
  return (
    <li className={styles.step}>
      <p className={styles.quiet}>
        <time dateTime={step.at}>{format.full(step.at)}</time> ·{" "}
        {step.name || t("tickets:by.house")} · {t(`tickets:verb.${step.verb}`)}
      </p>
      {step.parts.map(({ part, before, after }) => (
        <p key={part} className={styles.changed}>
          <span>{nameOf(part)}</span>
          <del>{say(part, before as Said)}</del>
          <span aria-hidden="true">→</span>
          <ins>{say(part, after as Said)}</ins>
        </p>
      ))}
    </li>
  );
}
