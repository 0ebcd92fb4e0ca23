import { PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import type { Ticket } from "../api/tickets";
import { isLive } from "../api/types";
import { useEditing } from "./editing";
import { StatusTag } from "./marks";
import { NewTicket } from "./new-ticket";
import styles from "./ticket.module.css";

type Part = Ticket["parts"][number];

function Line({ part }: { part: Part }) {
  return (
    <li>
      <Link to={`/tickets/${part.id}` as never}>
        <span className={styles.ref}>{part.ref}</span> {part.title}
      </Link>
      <span className={styles.between}>
        <StatusTag {...part} />
        <span className={styles.quiet}>{part.owner_name}</span>
      </span>
    </li>
  );
}

/** The ticket above, and those this one is made of. */
export function Family({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const { change } = useEditing();
  const allowed = useCan()("tickets.edit") && ticket.may_edit;
  const done = ticket.parts.filter(({ state }) => !isLive(state)).length;
  return (
    <>
      {ticket.parent && (
        <div className={styles.block}>
          <h3 className={styles.heading}>
            {t("tickets:parent")}
            {allowed && (
              <Button type="link" size="small" onClick={() => change({ parent_id: null })}>
                {t("tickets:parent.leave")}
              </Button>
            )}
          </h3>
          <ul className={styles.few}>
            <Line part={ticket.parent} />
          </ul>
        </div>
      )}
      {(ticket.parts.length > 0 || (allowed && isLive(ticket.state))) && (
        <div className={styles.block}>
          <h3 className={styles.heading}>
            {t("tickets:parts")}
            {ticket.parts.length > 0 && (
              <span className={styles.quiet}>
                {t("tickets:parts.done", { done, all: ticket.parts.length })}
              </span>
            )}
          </h3>
          <ul className={styles.few}>
            {ticket.parts.map((part) => (
              <Line key={part.id} part={part} />
            ))}
          </ul>
          {allowed && <NewPart ticket={ticket} />}
        </div>
      )}
    </>
  );
}

function NewPart({ ticket }: { ticket: Ticket }) {
  const t = useT();
  const [making, setMaking] = useState(false);
  return (
    <>
      <Button size="small" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
        {t("tickets:parts.new")}
      </Button>
      {making && (
        <NewTicket above={ticket} made={() => setMaking(false)} close={() => setMaking(false)} />
      )}
    </>
  );
}
