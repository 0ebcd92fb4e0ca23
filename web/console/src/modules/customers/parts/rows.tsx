import { Link } from "@tanstack/react-router";
import { Table, Tag } from "antd";
import type { CustomerBrief, Field } from "@/api/types";
import { useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Avatar } from "@/ui/avatar";
import styles from "./customers.module.css";

function Who({ customer }: { customer: CustomerBrief }) {
  return (
    <Link to={`/customers/${customer.id}` as never} className={styles.who}>
      <Avatar name={customer.name} color={customer.avatar_color} size={32} />
      <span>
        <strong>{customer.name}</strong>
        <br />
        <span className={styles.when}>{customer.ref}</span>
      </span>
    </Link>
  );
}

function TagList({ customer }: { customer: CustomerBrief }) {
  return (
    <>
      {customer.level && <Tag color="warning">{customer.level}</Tag>}
      {customer.tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </>
  );
}

type Props = { rows: CustomerBrief[]; columns: Field[] };

/** Customers as a table, or one below the other on a phone; with chosen custom fields. */
export function Rows({ rows, columns }: Props) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const phone = usePhone();
  const say = useFieldText();
  const last = (customer: CustomerBrief) =>
    customer.last_contact_at ? format.short(customer.last_contact_at) : "";
  if (phone) {
    return (
      <ul className={styles.cardList}>
        {rows.map((customer) => (
          <li key={customer.id}>
            <div className={styles.top}>
              <Who customer={customer} />
              <span className={styles.when}>{last(customer)}</span>
            </div>
            {(customer.level || customer.tags.length > 0) && (
              <p className={styles.beside}>
                <TagList customer={customer} />
              </p>
            )}
            {columns
              .filter((field) => field.code in customer.fields)
              .map((field) => (
                <p key={field.code} className={`${styles.when} ${styles.beside}`}>
                  {label(field.name)} · {say(field, customer.fields[field.code])}
                </p>
              ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={rows}
      columns={[
        { title: t("customers:name"), render: (_, customer) => <Who customer={customer} /> },
        { title: t("customers:tags"), render: (_, customer) => <TagList customer={customer} /> },
        ...columns.map((field) => ({
          key: field.code,
          title: label(field.name),
          render: (_: unknown, customer: CustomerBrief) => say(field, customer.fields[field.code]),
        })),
        {
          title: t("customers:since"),
          render: (_, customer) => format.day(customer.first_seen_at),
        },
        { title: t("customers:last"), render: (_, customer) => last(customer) },
      ]}
    />
  );
}
