import { Link } from "@tanstack/react-router";
import { useT } from "@/shell/hooks/text";
import type { Ticket } from "../api/tickets";
import { StatusTag } from "./marks";
import styles from "./tickets.module.css";

type Part = Ticket["parts"][number];

function Line({ part }: { part: Part }) {
  return (
    <li>
      <Link to={`/tickets/${part.id}` as never}>
        <span className={styles.ref}>{part.ref}</span> {part.title}
      </Link>{" "}
      <StatusTag {...part} />
    </li>
  );
}

/** The ticket above, and those this one is made of. */
export function Family({ ticket }: { ticket: Ticket }) {
  const t = useT();
  return (
    <>
      {ticket.parent && (
        <>
          <h3 className={styles.heading}>{t("tickets:parent")}</h3>
          <ul className={styles.few}>
            <Line part={ticket.parent} />
          </ul>
        </>
      )}
      {ticket.parts.length > 0 && (
        <>
          <h3 className={styles.heading}>{t("tickets:parts")}</h3>
          <ul className={styles.few}>
            {ticket.parts.map((part) => (
              <Line key={part.id} part={part} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
