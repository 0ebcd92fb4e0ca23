import { Alert, Button } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Ticket } from "../api/tickets";
import { useEditing } from "./editing";
import { type Said, useNameOf, useSaying } from "./saying";
import styles from "./ticket.module.css";

/** Somebody else was quicker: what stands now, what I wanted, and the choice between them. */
export function ClashLine({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { clash, settle, busy } = useEditing();
  const say = useSaying(ticket.type_id);
  const nameOf = useNameOf();
  if (!clash) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className={styles.clash ?? ""}
      title={t("tickets:clash")}
      description={
        <>
          {Object.entries(clash.mine).map(([part, mine]) => (
            <p key={part}>
              {t("tickets:clash.line", {
                part: nameOf(part),
                now: say(part, clash.standing[part as keyof Ticket] as Said),
                mine: say(part, mine as Said),
              })}
            </p>
          ))}
          <div className={styles.buttons}>
            <Button size="small" loading={busy} onClick={() => settle(true)}>
              {t("tickets:clash.mine")}
            </Button>
            <Button size="small" onClick={() => settle(false)}>
              {t("tickets:clash.theirs")}
            </Button>
          </div>
        </>
      }
    />
  );
}
