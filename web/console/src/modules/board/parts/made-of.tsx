import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import type { ReactNode } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useNow } from "@/shell/hooks/now";
import { useFormat, useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Made, madeOfQuery, type Opened } from "../api/board";
import { since, span } from "../api/figures";
import styles from "./board.module.css";

const RUNNING = ["waiting", "in_service", "unanswered"];

type Props = {
  title: string;
  // biome-ignore lint/suspicious/noExplicitAny: its key is nobody else's business
  query: UseQueryOptions<Made[], Error, Made[], any>;
  when: (made: Made) => ReactNode;
  close: () => void;
};

/** The conversations behind a number, in a drawer. */
export function MadeOfDrawer({ title, query, when, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const { data, error } = useQuery(query);
  return (
    <Drawer open size={440} title={title} onClose={close}>
      {error && <ErrorState title={t("shell:error.list")} detail={sentence(error)} />}
      {!data && !error && <RowsSkeleton rows={6} />}
      {data?.length === 0 && (
        <EmptyState title={t("board:made.none")} hint={t("board:made.none.hint")} />
      )}
      <ul className={styles.made}>
        {data?.map((each) => {
          const [path, query] = each.path.split("?");
          return (
            <li key={each.id}>
              <Link
                to={path as never}
                search={Object.fromEntries(new URLSearchParams(query)) as never}
              >
                {each.title}
              </Link>
              <span className={`${styles.quiet} tnum`}>{when(each)}</span>
              <span className={styles.quiet}>
                {[each.team, each.agent].filter(Boolean).join(" · ")}
              </span>
            </li>
          );
        })}
      </ul>
    </Drawer>
  );
}

/** The conversations a number of the board is made of. */
export function MadeOf({ opened, close }: { opened: Opened; close: () => void }) {
  const t = useT();
  const now = useNow();
  const format = useFormat();
  const running = RUNNING.includes(opened.what);
  const when = (each: Made) => {
    const first = each.first_answer_seconds;
    const at = running ? span(since(each.since, now) ?? 0) : format.short(each.since);
    return first === null || first === undefined
      ? at
      : `${at} · ${t("board:made.first", { time: span(first) })}`;
  };
  return (
    <MadeOfDrawer
      title={`${opened.name} · ${t(`board:made.${opened.what}`)}`}
      query={madeOfQuery(opened)}
      when={when}
      close={close}
    />
  );
}
