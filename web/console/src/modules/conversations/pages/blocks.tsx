import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { api, unwrap } from "@/api/client";
import type { Block } from "@/api/types";
import { Endless } from "@/shell/hooks/endless";
import { useGo } from "@/shell/hooks/go";
import { useNotices } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
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
  return (
    <Page title={t("conversations:blocks")} lead={t("conversations:blocks.lead")}>
      <Section>
        <Endless query={query} empty={{ title: t("conversations:blocks.none") }}>
          {(blocks) => (
            <ul className={styles.rows}>
              {blocks.map((block) => (
                <Row key={block.id} block={block} />
              ))}
            </ul>
          )}
        </Endless>
      </Section>
    </Page>
  );
}
