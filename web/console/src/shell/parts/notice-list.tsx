import { Button, Drawer } from "antd";
import type { Notice } from "@/api/types";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { useBell } from "../hooks/bell";
import { objectPath } from "../hooks/contributions";
import { useGo } from "../hooks/go";
import { useSentence } from "../hooks/notice";
import { useFormat, useLabel, useT } from "../hooks/text";
import styles from "./notices.module.css";

function Line({ notice, open }: { notice: Notice; open: () => void }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  return (
    <li>
      <button type="button" className={notice.read ? styles.notice : styles.fresh} onClick={open}>
        <span className={styles[notice.severity] ?? ""} aria-hidden="true" />
        <span className={styles.words}>
          {!notice.read && <span className="visually-hidden">{t("shell:unread")} </span>}
          {label(notice.title)}
        </span>
        <time className="tnum" dateTime={notice.at} title={format.full(notice.at)}>
          {format.short(notice.at)}
        </time>
      </button>
    </li>
  );
}

/** My notices, newest first; choosing one opens what it is about. */
export default function NoticeList({ close }: { close: () => void }) {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const { held, failure, read } = useBell();
  const open = (notice: Notice) => {
    if (!notice.read) read([notice.id]);
    const path = objectPath(notice.about_kind, notice.about_id);
    if (path) go(path);
    close();
  };
  return (
    <Drawer
      open
      placement="right"
      size={400}
      title={t("shell:notices.title")}
      onClose={close}
      styles={{ body: { padding: 0 } }}
      extra={
        (held?.unread ?? 0) > 0 && (
          <Button type="link" onClick={() => read([])}>
            {t("shell:notices.read_all")}
          </Button>
        )
      }
    >
      {!held && failure !== null && (
        <ErrorState title={t("shell:error.list")} detail={sentence(failure)} />
      )}
      {!held && failure === null && <RowsSkeleton rows={6} />}
      {held?.items.length === 0 && (
        <EmptyState title={t("shell:notices.none")} hint={t("shell:notices.none.hint")} />
      )}
      <ul className={styles.notices}>
        {held?.items.map((notice) => (
          <Line key={notice.id} notice={notice} open={() => open(notice)} />
        ))}
      </ul>
    </Drawer>
  );
}
