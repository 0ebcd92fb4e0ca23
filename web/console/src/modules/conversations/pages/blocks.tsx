import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api, unwrap } from "@/api/client";
import type { Block } from "@/api/types";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import styles from "./blocks.module.css";

const KEY = ["blocks"];

function Row({ block }: { block: Block }) {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const client = useQueryClient();
  const notices = useNotices();
  const lift = () =>
    unwrap(api.DELETE("/api/blocks/{block_id}", { params: { path: { block_id: block.id } } })).then(
      () => {
        notices.done(t("conversations:blocks.lifted"));
        void client.invalidateQueries({ queryKey: KEY });
      },
      notices.failed,
    );
  return (
    <li className={styles.row}>
      <div className={styles.grow}>
        <p>
          <strong>{block.customer_name}</strong>{" "}
          {block.until
            ? t("conversations:blocks.until", { at: format.full(block.until) })
            : t("conversations:block.good")}
        </p>
        <p className={styles.quiet}>
          {block.reason} ·{" "}
          {t("conversations:blocks.by", { who: block.made_by, at: format.full(block.made_at) })}
        </p>
      </div>
      <Button
        size="small"
        type="link"
        onClick={() => go(`/conversations/${block.conversation_id}`)}
      >
        {t("conversations:blocks.open")}
      </Button>
      <Button size="small" onClick={() => void lift()}>
        {t("conversations:blocks.lift")}
      </Button>
    </li>
  );
}

/** Whose messages are not accepted, and the way back (黑名单). */
export default function BlocksPage() {
  const t = useT();
  const sentence = useSentence();
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/blocks", {
          params: { query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const blocks = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("conversations:blocks")} lead={t("conversations:blocks.lead")}>
      <Section>
        {query.isError && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(query.error)}
            retry={() => void query.refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {query.isPending && <RowsSkeleton rows={4} />}
        {query.isSuccess && blocks.length === 0 && (
          <EmptyState title={t("conversations:blocks.none")} />
        )}
        <ul className={styles.rows}>
          {blocks.map((block) => (
            <Row key={block.id} block={block} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("shell:more")}
          </Button>
        )}
      </Section>
    </Page>
  );
}
