import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Table, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { CustomerBrief } from "@/api/types";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useFormat, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { Avatar } from "@/ui/avatar";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "../parts/customers.module.css";

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

function Rows({ rows }: { rows: CustomerBrief[] }) {
  const t = useT();
  const format = useFormat();
  const phone = usePhone();
  const last = (customer: CustomerBrief) =>
    customer.last_contact_at ? format.short(customer.last_contact_at) : "";
  if (phone) {
    return (
      <ul className={styles.cardList}>
        {rows.map((customer) => (
          <li key={customer.id}>
            <Who customer={customer} />
            <p className={styles.when}>
              <TagList customer={customer} /> {last(customer)}
            </p>
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
        {
          title: t("customers:since"),
          render: (_, customer) => format.day(customer.first_seen_at),
        },
        { title: t("customers:last"), render: (_, customer) => last(customer) },
      ]}
    />
  );
}

/** Customers 客户: found by name, number, phone or mail. */
export default function CustomersPage() {
  const t = useT();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const query = useInfiniteQuery({
    queryKey: ["customers", asked],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/customers", {
          params: {
            query: {
              limit: 40,
              ...(asked ? { q: asked } : {}),
              ...(pageParam ? { cursor: pageParam } : {}),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (held) => held,
  });
  const rows = (query.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <Page wide title={t("customers:menu")}>
      <Input
        allowClear
        size="large"
        prefix={<SearchOutlined />}
        aria-label={t("customers:search")}
        placeholder={t("customers:search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        style={{ marginBottom: 16 }}
      />
      <Section>
        {query.isPending && <RowsSkeleton avatar />}
        {query.isError && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(query.error)}
            retry={() => void query.refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {query.isSuccess && rows.length === 0 && (
          <EmptyState title={t(asked ? "customers:none.found" : "customers:none")} />
        )}
        {rows.length > 0 && <Rows rows={rows} />}
        {query.hasNextPage && (
          <div style={{ textAlign: "center", paddingTop: 16 }}>
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("shell:more")}
            </Button>
          </div>
        )}
      </Section>
    </Page>
  );
}
