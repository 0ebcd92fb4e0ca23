import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import type { Payout } from "../api/payouts";
import { StateTag, useAmount } from "./marks";
import styles from "./remedies.module.css";

type Props = {
  rows: Payout[];
  chosen: ReadonlySet<string>;
  choose: (ids: Set<string>) => void;
};

/** What can be worked on together: what finance pays and confirms. */
export const together = (row: Payout): boolean =>
  row.may.includes("send") || row.may.includes("arrive");

/** Payouts in rows; on a phone each is a small block. */
export function PayoutList({ rows, chosen, choose }: Props) {
  const phone = usePhone();
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const several = rows.some(together);
  if (phone) {
    return (
      <ul className={styles.cards}>
        {rows.map((row) => (
          <Block key={row.id} row={row} chosen={chosen.has(row.id)} toggle={toggle} />
        ))}
      </ul>
    );
  }
  const able = rows.filter(together);
  const all = able.length > 0 && able.every(({ id }) => chosen.has(id));
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <Head
          check={several}
          all={all}
          some={chosen.size > 0}
          toggle={() => choose(all ? new Set() : new Set(able.map(({ id }) => id)))}
        />
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              check={several}
              chosen={chosen.has(row.id)}
              toggle={toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type HeadProps = { check: boolean; all: boolean; some: boolean; toggle: () => void };

function Head({ check, all, some, toggle }: HeadProps) {
  const t = useT();
  return (
    <thead>
      <tr>
        {check && (
          <th>
            <Checkbox
              aria-label={t("remedies:choose.all")}
              checked={all}
              indeterminate={!all && some}
              onChange={toggle}
            />
          </th>
        )}
        <th>{t("remedies:number")}</th>
        <th className={styles.amount}>{t("remedies:amount")}</th>
        <th>{t("remedies:state")}</th>
        <th>{t("remedies:customer")}</th>
        <th>{t("remedies:reason")}</th>
        <th>{t("remedies:requested_by")}</th>
      </tr>
    </thead>
  );
}

type RowProps = { row: Payout; chosen: boolean; toggle: (id: string) => void };

function Row({ row, check, chosen, toggle }: RowProps & { check: boolean }) {
  const t = useT();
  const amount = useAmount();
  const format = useFormat();
  return (
    <tr>
      {check && (
        <td>
          {together(row) && (
            <Checkbox
              aria-label={t("remedies:choose", { number: row.number })}
              checked={chosen}
              onChange={() => toggle(row.id)}
            />
          )}
        </td>
      )}
      <td className={styles.number}>
        <Link to={`/payouts/${row.id}` as never}>{row.number}</Link>
      </td>
      <td className={styles.amount}>{amount(row)}</td>
      <td>
        <StateTag row={row} />
      </td>
      <td>{row.customer_name}</td>
      <td className={styles.reason}>
        {row.reason}
        {row.about.path && (
          <Link
            className={styles.about ?? ""}
            to={row.about.path as never}
            title={row.about.title ?? ""}
          >
            {row.about.title}
          </Link>
        )}
      </td>
      <td className={styles.number}>
        {row.requested_by_name}
        <div className={styles.quiet}>{format.short(row.requested_at)}</div>
      </td>
    </tr>
  );
}

function Block({ row, chosen, toggle }: RowProps) {
  const t = useT();
  const amount = useAmount();
  const format = useFormat();
  return (
    <li>
      <span className={styles.line}>
        {together(row) && (
          <Checkbox
            aria-label={t("remedies:choose", { number: row.number })}
            checked={chosen}
            onChange={() => toggle(row.id)}
          />
        )}
        <Link to={`/payouts/${row.id}` as never}>{row.number}</Link>
        <StateTag row={row} />
        <strong>{amount(row)}</strong>
      </span>
      <span>{row.reason}</span>
      <span className={styles.quiet}>
        {[row.customer_name, row.requested_by_name, format.short(row.requested_at)]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}
