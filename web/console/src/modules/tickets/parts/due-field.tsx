import { Input } from "antd";
import { useT } from "@/shell/hooks/text";
import { fromField, toField } from "../api/moments";
import type { Ticket } from "../api/tickets";
import { useEditing } from "./editing";
import { Due } from "./marks";
import styles from "./ticket.module.css";

/** Until when, changed where it stands; taken over when the field is left. */
export function DueField({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { change } = useEditing();
  return (
    <>
      <Input
        key={ticket.due_at}
        size="small"
        variant="filled"
        type="datetime-local"
        className={styles.choose ?? ""}
        aria-label={t("tickets:field.due")}
        defaultValue={toField(ticket.due_at)}
        onBlur={({ target }) => {
          if (target.value !== toField(ticket.due_at)) change({ due_at: fromField(target.value) });
        }}
      />
      {ticket.overdue && (
        <span className={styles.under}>
          <Due ticket={ticket} />
        </span>
      )}
    </>
  );
}
