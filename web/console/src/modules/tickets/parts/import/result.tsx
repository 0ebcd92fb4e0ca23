import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { Endless } from "@/shell/hooks/endless";
import { useLabel, useT } from "@/shell/hooks/text";
import { type ImportRow, type Outcome, rowsQuery, type TicketImport } from "../../api/imports";
import styles from "./import.module.css";

const OUTCOMES = ["wrong", "make", "change", "same"] as const;

const countOf = (of: TicketImport): Record<Outcome, number> => ({
  wrong: of.wrong,
  make: of.made,
  change: of.changed,
  same: of.same,
});

/** What became of each row, or what would, what is wrong before all else; above the rows what can be
 * done about it. */
export function Result({ of, children }: { of: TicketImport; children: ReactNode }) {
  const t = useT();
  const counts = countOf(of);
  const [chosen, setChosen] = useState<Outcome | "all">();
  const shown = chosen ?? (of.wrong > 0 ? "wrong" : "all");
  const query = useInfiniteQuery(rowsQuery(of, shown));
  const when = of.stage === "check" ? "would" : of.stage === "undo" ? "undone" : "done";
  return (
    <div className={styles.result}>
      <p className={styles.sum} role="status">
        {t(`tickets:import.${when}`, {
          made: of.made,
          changed: of.changed,
          same: of.same,
          wrong: of.wrong,
          back: of.back,
        })}
      </p>
      {children}
      <div className={styles.outcomes}>
        <Segmented<Outcome | "all">
          size="small"
          value={shown}
          options={[
            { value: "all", label: t("tickets:import.outcome.all") },
            ...OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => ({
              value: outcome,
              label: `${t(`tickets:import.outcome.${outcome}`)} ${counts[outcome]}`,
            })),
          ]}
          onChange={setChosen}
        />
      </div>
      <Endless query={query} empty={{ title: t("tickets:import.rows.none") }}>
        {(rows) => (
          <ul className={styles.rows}>
            {rows.map((row) => (
              <Row key={row.row} row={row} />
            ))}
          </ul>
        )}
      </Endless>
    </div>
  );
}

function Row({ row }: { row: ImportRow }) {
  const t = useT();
  const label = useLabel();
  return (
    <li>
      <span className={styles.number}>{t("tickets:import.row", { row: row.row })}</span>
      <span className={styles.outcome} data-outcome={row.outcome}>
        {t(`tickets:import.outcome.${row.outcome}`)}
      </span>
      <span className={styles.words}>
        {row.ticket_id ? (
          <Link to={`/tickets/${row.ticket_id}` as never}>
            {row.name || t("tickets:import.open")}
          </Link>
        ) : (
          row.name
        )}
        {row.remarks.map((remark) => (
          <span key={label(remark)} className={styles.remark}>
            {label(remark)}
          </span>
        ))}
      </span>
    </li>
  );
}
