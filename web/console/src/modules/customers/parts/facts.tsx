import type { Customer } from "@/api/types";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import styles from "./customers.module.css";

/** A customer's basic data as rows of label and value. */
export function Facts({ customer }: { customer: Customer }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const identities = customer.identities.filter((each) => each.kind !== "visitor");
  return (
    <dl className={styles.facts}>
      <dt>{t("customers:ref")}</dt>
      <dd className="tnum">{customer.ref}</dd>
      {customer.level && (
        <>
          <dt>{t("customers:level")}</dt>
          <dd>{customer.level}</dd>
        </>
      )}
      {identities.map((identity) => (
        <div key={identity.id} style={{ display: "contents" }}>
          <dt>{t(`customers:identity.${identity.kind}`)}</dt>
          <dd className="tnum">
            {identity.value}{" "}
            {identity.verified && (
              <span className={styles.verified}>✓ {t("customers:verified")}</span>
            )}
          </dd>
        </div>
      ))}
      {customer.facts.map((fact) => (
        <div key={label(fact.label)} style={{ display: "contents" }}>
          <dt>{label(fact.label)}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
      <dt>{t("customers:since")}</dt>
      <dd>{format.day(customer.first_seen_at)}</dd>
    </dl>
  );
}
