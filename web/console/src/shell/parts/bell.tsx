import { BellOutlined } from "@ant-design/icons";
import { lazy, Suspense, useState } from "react";
import { useBell } from "../hooks/bell";
import { useT } from "../hooks/text";
import styles from "./house.module.css";

const NoticeList = lazy(() => import("./notice-list"));

/** The bell: how much I have not read, and the list behind it (通知). */
export function NoticeBell({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const { held } = useBell();
  const [open, setOpen] = useState(false);
  const unread = held?.unread ?? 0;
  return (
    <>
      <button
        type="button"
        className={compact ? styles.tab : styles.entry}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className={styles.icon}>
          <BellOutlined />
          {unread > 0 && (
            <span className={styles.badge}>
              {unread > 99 ? "99+" : unread}
              <span className="visually-hidden">{t("shell:unread")}</span>
            </span>
          )}
        </span>
        <span>{t("shell:notices")}</span>
      </button>
      <Suspense>{open && <NoticeList close={() => setOpen(false)} />}</Suspense>
    </>
  );
}
