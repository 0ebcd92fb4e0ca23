import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useNow } from "@/shell/hooks/now";
import { useLabel, useT } from "@/shell/hooks/text";
import { useAnnouncementActions } from "../api/actions";
import { isPinned, mineQuery, useAnnouncementFeed } from "../api/announcements";
import styles from "./announcements.module.css";

const SHOWN = 2;

/** Announcements above every page until they are read, or confirmed where that is asked (横幅). */
export default function Pinned() {
  const t = useT();
  const label = useLabel();
  const now = useNow();
  const { data } = useQuery(mineQuery);
  const { read } = useAnnouncementActions();
  useAnnouncementFeed();
  const pinned = (data ?? []).filter((each) => isPinned(each, now));
  if (pinned.length === 0) return null;
  return (
    <section className={styles.banner} aria-label={t("announcements:menu")}>
      {pinned.slice(0, SHOWN).map((each) => (
        <div key={each.id} className={styles.line}>
          <span className={styles.words}>
            <strong>{t("announcements:from", { name: each.made_by })}</strong> {label(each.text)}
          </span>
          <Button size="small" onClick={() => read.mutate(each)}>
            {t(each.must_confirm ? "announcements:confirm" : "announcements:read")}
          </Button>
        </div>
      ))}
      {pinned.length > SHOWN && (
        <span className={styles.quiet}>
          {t("announcements:more", { count: pinned.length - SHOWN })}
        </span>
      )}
    </section>
  );
}
