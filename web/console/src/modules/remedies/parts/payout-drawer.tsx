import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Drawer } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { type Payout, payoutQuery } from "../api/payouts";
import { StateTag, useAmount } from "./marks";
import styles from "./remedies.module.css";
import { Verbs } from "./verbs";

/** One payout with its whole way, and what I can do with it. */
export function PayoutDrawer({ id, close }: { id: string; close: () => void }) {
  const t = useT();
  const phone = usePhone();
  const sentence = useSentence();
  const { data: row, error, refetch } = useQuery(payoutQuery(id));
  return (
    <Drawer
      open
      size={phone ? "100%" : 460}
      title={row ? t("remedies:one", { number: row.number }) : t("remedies:menu")}
      onClose={close}
    >
      {error && !row && (
        <ErrorState
          title={t("remedies:error.open")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!row && !error && <RowsSkeleton rows={5} />}
      {row && <Whole row={row} />}
    </Drawer>
  );
}

function Whole({ row }: { row: Payout }) {
  const t = useT();
  const label = useLabel();
  const amount = useAmount();
  const beyond = row.state === "requested" && !row.may.includes("approve");
  return (
    <>
      <p className={styles.line}>
        <span className={styles.total}>{amount(row)}</span>
        <StateTag row={row} />
      </p>
      <dl className={styles.facts}>
        <dt>{t("remedies:reason")}</dt>
        <dd>{row.reason}</dd>
        {row.about.title && (
          <>
            <dt>{t("remedies:about")}</dt>
            <dd>
              {row.about.path ? (
                <Link to={row.about.path as never}>{row.about.title}</Link>
              ) : (
                row.about.title
              )}
            </dd>
          </>
        )}
        {row.customer_name && (
          <>
            <dt>{t("remedies:customer")}</dt>
            <dd>
              <Link to={`/customers/${row.customer_id}` as never}>{row.customer_name}</Link>
            </dd>
          </>
        )}
        <dt>{t("remedies:kind")}</dt>
        <dd>{label(row.kind_name)}</dd>
        <Way row={row} />
      </dl>
      {row.held && row.state === "approved" && (
        <Alert type="info" showIcon title={t("remedies:held.hint")} />
      )}
      {beyond && <Alert type="info" showIcon title={t("remedies:waits.hint")} />}
      <div className={styles.acts}>
        <Verbs row={row} />
      </div>
    </>
  );
}

/** Who did what with it when. */
function Way({ row }: { row: Payout }) {
  const t = useT();
  const format = useFormat();
  const steps: [string, (string | null)[]][] = [
    ["requested_by", [row.requested_by_name, row.requested_at]],
    [
      "decided_by",
      row.at_once ? [t("remedies:at_once"), row.decided_at] : [row.decided_by_name, row.decided_at],
    ],
    ["sent_by", [row.sent_by_name, row.sent_at]],
    ["arrived", [null, row.arrived_at]],
  ];
  const paid = [row.method && t(`remedies:method.${row.method}`), row.reference];
  return (
    <>
      {steps.map(
        ([name, [who, when]]) =>
          when && (
            <Line key={name} name={t(`remedies:${name}`)}>
              {[who, format.full(when)].filter(Boolean).join(" · ")}
            </Line>
          ),
      )}
      {paid.some(Boolean) && (
        <Line name={t("remedies:method")}>{paid.filter(Boolean).join(" · ")}</Line>
      )}
      {row.why && <Line name={t("remedies:why")}>{row.why}</Line>}
    </>
  );
}

function Line({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
