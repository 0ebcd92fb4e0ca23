import { SearchOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Input } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { SearchHit } from "@/api/types";
import { Endless } from "@/shell/hooks/endless";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useFormat, useT } from "@/shell/hooks/text";
import { Avatar } from "@/ui/avatar";
import { Page, Section } from "@/ui/page";
import { highlight } from "../api/highlight";
import styles from "./workbench.module.css";

function Hit({ hit }: { hit: SearchHit }) {
  const format = useFormat();
  const { conversation, message } = hit;
  return (
    <li>
      <Link
        to={`/conversations/${conversation.id}` as never}
        search={{ box: "all", at: String(message.number) } as never}
        className={styles.hit}
      >
        <Avatar
          name={conversation.customer.name}
          color={conversation.customer.avatar_color}
          size={32}
        />
        <div>
          <p className={styles.meta}>
            {conversation.customer.name} · {conversation.ref} · {format.full(message.created_at)}
          </p>
          <p>
            {highlight(message.text, hit.highlights).map((piece, at) =>
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
              piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
            )}
          </p>
        </div>
      </Link>
    </li>
  );
}

/** Search in all messages I may read (搜索消息). */
export default function SearchPage() {
  const t = useT();
  const go = useGo();
  const asked = useQueryParam("q") ?? "";
  const [text, setText] = useState(asked);
  const query = useInfiniteQuery({
    queryKey: ["conversations", "search", asked],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/conversations/search", {
          params: { query: pageParam ? { q: asked, cursor: pageParam } : { q: asked } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: asked !== "",
  });
  const empty = {
    title: t("conversations:search.none", { text: asked }),
    hint: t("conversations:search.none.hint"),
  };
  const note = query.data?.pages[0]?.only_newest ? t("conversations:search.newest") : null;
  return (
    <Page title={t("conversations:search.title")} {...(note ? { lead: note } : {})}>
      <Input.Search
        autoFocus
        size="large"
        prefix={<SearchOutlined />}
        aria-label={t("conversations:search.title")}
        placeholder={t("conversations:search.placeholder")}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(value) =>
          go(`/conversations/search?q=${encodeURIComponent(value.trim())}`, { replace: true })
        }
        style={{ marginBottom: 16 }}
      />
      {asked !== "" && (
        <Section>
          <Endless query={query} empty={empty} avatar>
            {(hits) => (
              <ul className={styles.results}>
                {hits.map((hit) => (
                  <Hit key={hit.message.id} hit={hit} />
                ))}
              </ul>
            )}
          </Endless>
        </Section>
      )}
    </Page>
  );
}
