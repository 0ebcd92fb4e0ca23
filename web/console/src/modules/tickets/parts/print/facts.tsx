import { useShops, useSubjects } from "@/shell/hooks/directory";
import { useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import type { Ticket } from "../../api/tickets";
import { useType, useTypeFields } from "../../api/types";
import { Fact } from "../fact";
import styles from "./print.module.css";

/** Everything of a ticket that has a place of its own, in words. */
export function PrintedFacts({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const say = useFieldText();
  const type = useType(ticket.type_id);
  const fields = useTypeFields(type);
  const shop = useShops().find(({ id }) => id === ticket.shop_id)?.name;
  const subject = useSubjects().find(({ id }) => id === ticket.subject_id);
  const status = type?.statuses.find(({ code }) => code === ticket.status);
  const when = (iso: string | null | undefined, name?: string | null) =>
    iso ? `${format.full(iso)}${name ? ` · ${name}` : ""}` : "";
  const and = t("shell:field.and");
  const facts: [string, string | null | undefined][] = [
    [t("tickets:field.type"), label(type?.name)],
    [t("tickets:field.status"), label(status?.name) || ticket.status],
    [t("tickets:field.priority"), t(`tickets:priority.${ticket.priority}`)],
    [t("tickets:field.urgency"), t(`tickets:urgency.${ticket.urgency}`)],
    [t("tickets:field.importance"), t(`tickets:importance.${ticket.importance}`)],
    [t("tickets:field.owner"), ticket.owner_name ?? t("tickets:unowned")],
    [t("tickets:field.team"), ticket.team_name],
    [t("tickets:field.customer"), ticket.customer_name],
    [t("tickets:field.shop"), shop],
    [t("tickets:part.subject_id"), label(subject?.name)],
    [t("tickets:field.due"), when(ticket.due_at)],
    [t("tickets:field.tags"), ticket.tags.join(and)],
    [t("tickets:watchers"), ticket.watchers.map(({ name }) => name).join(and)],
    [t("tickets:parent"), ticket.parent && `${ticket.parent.ref} ${ticket.parent.title}`],
    [t("tickets:made"), when(ticket.made_at, ticket.made_by_name)],
    [t("tickets:ended.at"), when(ticket.ended_at, ticket.ended_by_name)],
    ...fields.map((field): [string, string] => [
      label(field.name),
      say(field, ticket.fields[field.code], ticket.names),
    ]),
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
    </dl>
  );
}
