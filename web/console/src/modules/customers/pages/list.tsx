import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useSentence } from "@/shell/hooks/notice";
import { useSettled } from "@/shell/hooks/settled";
import { useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { useColumns } from "../api/columns";
import { FieldFilters } from "../parts/field-filters";
import { Rows } from "../parts/rows";

/** Customers 客户: found by name, number, phone or mail. */
export default function CustomersPage() {
  const t = useT();
  const sentence = useSentence();
  const [text, setText] = useState("");
  const asked = useSettled(text.trim());
  const [chosen, setFilters] = useState<string[]>([]);
  // What is typed into a filter is asked for once it stands still.
  const filters = useSettled(chosen);
  const columns = useColumns();
  const query = useInfiniteQuery({
    queryKey: ["customers", asked, filters],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/customers", {
          params: {
            query: {
              limit: 40,
              ...(asked ? { q: asked } : {}),
              ...(filters.length > 0 ? { field: filters } : {}),
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
        style={{ marginBottom: 12 }}
      />
      <FieldFilters onChange={setFilters} columns={columns} />
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
          <EmptyState
            title={t(asked || filters.length > 0 ? "customers:none.found" : "customers:none")}
          />
        )}
        {rows.length > 0 && <Rows rows={rows} columns={columns.shown} />}
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
