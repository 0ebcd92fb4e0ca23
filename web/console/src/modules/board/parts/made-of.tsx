import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Drawer } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useNow } from "@/shell/hooks/now";
import { useFormat, useT } from "@/shell/hooks/text";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { madeOfQuery, type Opened } from "../api/board";
import { since, span } from "../api/figures";
import styles from "./board.module.css";

const RUNNING = ["waiting", "in_service", "unanswered"];

/** The conversations a number is made of. */
export function MadeOf({ opened, close }: { opened: Opened; close: () => void }) {
  const t = useT();
  const now = useNow();
  const format = useFormat();
  const sentence = useSentence();
  const { data, error } = useQuery(madeOfQuery(opened));
  const running = RUNNING.includes(opened.what);
  return (
    <Drawer
      open
      size={440}
      title={`${opened.name} · ${t(`board:made.${opened.what}`)}`}
      onClose={close}
    >
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
              <span className={`${styles.quiet} tnum`}>
                {running ? span(since(each.since, now) ?? 0) : format.short(each.since)}
                {each.first_answer_seconds !== null && each.first_answer_seconds !== undefined
                  ? ` · ${t("board:made.first", { time: span(each.first_answer_seconds) })}`
                  : ""}
              </span>
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
