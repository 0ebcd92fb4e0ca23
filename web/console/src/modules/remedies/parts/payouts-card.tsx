import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useShops } from "@/shell/hooks/directory";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type About, aboutQuery, type Payout, PROPOSE, useFreshPayouts } from "../api/payouts";
import { StateTag, useAmount } from "./marks";
import { ProposeForm } from "./propose-form";
import styles from "./remedies.module.css";
import { Verbs } from "./verbs";

/** What the customer of a ticket is given, and a way to ask for more (工单的补偿). */
export default function PayoutsCard({ id }: CardProps) {
  const t = useT();
  const about: About = { kind: "ticket", id };
  const allowed = useCan()(PROPOSE);
  const currency = useShops()[0]?.currency ?? "CNY";
  const { data, error } = useQuery(aboutQuery(about));
  const [asking, setAsking] = useState(false);
  useFreshPayouts();
  if (error && !data) throw error;
  if (!data) return <RowsSkeleton rows={1} />;
  return (
    <>
      {data.items.length === 0 && !asking && (
        <p className={styles.quiet}>{t("remedies:none.card")}</p>
      )}
      <ul className={styles.cards}>
        {data.items.map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {asking && <ProposeForm about={about} currency={currency} close={() => setAsking(false)} />}
      {allowed && !asking && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
          {t("remedies:propose")}
        </Button>
      )}
    </>
  );
}

function Line({ row }: { row: Payout }) {
  const amount = useAmount();
  return (
    <li>
      <span className={styles.line}>
        <strong>{amount(row)}</strong>
        <StateTag row={row} />
        <Link className={styles.quiet ?? ""} to={`/payouts/${row.id}` as never}>
          {row.number}
        </Link>
      </span>
      <span>{row.reason}</span>
      {row.why && <span className={styles.quiet}>{row.why}</span>}
      {row.may.length > 0 && (
        <span className={styles.line}>
          <Verbs row={row} />
        </span>
      )}
    </li>
  );
}
