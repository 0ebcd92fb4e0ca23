import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormat, useT } from "@/shell/hooks/text";
import type { ComplaintRow } from "../api/complaints";
import styles from "./complaints.module.css";
import { Clock, LevelMark, StageTag } from "./marks";

type Props = { rows: ComplaintRow[]; act?: (row: ComplaintRow) => ReactNode };

/** Complaints one below the other, each with its level and what is left of its time. */
export function ComplaintList({ rows, act }: Props) {
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <Row key={row.id} row={row}>
          {act?.(row)}
        </Row>
      ))}
    </ul>
  );
}

function Row({ row, children }: { row: ComplaintRow; children: ReactNode }) {
  const t = useT();
  const format = useFormat();
  return (
    <li>
      <span className={styles.line}>
        <LevelMark level={row.level} />
        <Link className={styles.title ?? ""} to={`/tickets/${row.ticket_id}` as never}>
          {row.title}
        </Link>
        <StageTag stage={row.stage} />
        <span className={styles.clocks}>
          <Clock row={row} kind="calm" />
          <Clock row={row} kind="solve" />
        </span>
        {children}
      </span>
      <span className={styles.quiet}>
        {[
          row.ref,
          row.customer_name,
          row.owner_name || t("complaints:unowned"),
          row.products.slice(0, 3).join("、"),
          format.short(row.filed_at),
          row.reopened > 0 && t("complaints:reopened", { count: row.reopened }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}
