import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { ReactNode } from "react";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { useSentence } from "./notice";
import { useT } from "./text";

type Props<T> = {
  query: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
  empty: { title: string; hint?: string | undefined };
  /** Placeholders while the first page is on its way. */
  rows?: number;
  avatar?: boolean;
  children: (items: T[]) => ReactNode;
};

/** A list that grows by pages: on its way, failed, empty, or there with a way to more. */
export function Endless<T>({ query, empty, rows = 4, avatar = false, children }: Props<T>) {
  const t = useT();
  const sentence = useSentence();
  const failed = (again: () => unknown) => (
    <ErrorState
      title={t("shell:error.list")}
      detail={sentence(query.error)}
      retry={() => void again()}
      retryLabel={t("shell:retry")}
    />
  );
  if (!query.data) {
    return query.isError ? failed(query.refetch) : <RowsSkeleton rows={rows} avatar={avatar} />;
  }
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <EmptyState title={empty.title} hint={empty.hint} />;
  return (
    <>
      {children(items)}
      {query.isError
        ? failed(query.isFetchNextPageError ? query.fetchNextPage : query.refetch)
        : query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t("shell:more")}
            </Button>
          )}
    </>
  );
}
