import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useTeams } from "@/shell/hooks/directory";
import { useGo } from "@/shell/hooks/go";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { useAnnouncementActions } from "../api/actions";
import {
  type Announcement,
  isOpen,
  type Managed,
  managedQuery,
  mineQuery,
} from "../api/announcements";
import styles from "../parts/announcements.module.css";
import { Editor } from "../parts/editor";
import { Receipts } from "../parts/receipts";

function Words({ announcement }: { announcement: Announcement }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const teams = useTeams();
  const names = announcement.team_ids.map((id) => teams.find((each) => each.id === id)?.name ?? "");
  return (
    <div className={styles.words}>
      <p className={styles.text}>{label(announcement.text)}</p>
      <p className={styles.quiet}>
        {[
          announcement.made_by,
          format.short(announcement.made_at),
          names.filter(Boolean).join(t("announcements:comma")) || t("announcements:everybody"),
          announcement.edited_at ? t("announcements:edited") : "",
          announcement.withdrawn_at ? t("announcements:withdrawn") : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </div>
  );
}

function Mine() {
  const t = useT();
  const sentence = useSentence();
  const { data, error } = useQuery(mineQuery);
  const { read } = useAnnouncementActions();
  if (error) return <ErrorState title={t("shell:error.list")} detail={sentence(error)} />;
  if (!data) return <RowsSkeleton rows={4} />;
  if (data.length === 0) return <EmptyState title={t("announcements:none")} />;
  return (
    <ul className={styles.list}>
      {data.map((each) => (
        <li key={each.id} className={styles.line}>
          <Words announcement={each} />
          {isOpen(each) ? (
            <Button size="small" onClick={() => read.mutate(each)}>
              {t(each.must_confirm ? "announcements:confirm" : "announcements:read")}
            </Button>
          ) : (
            <span className={styles.quiet}>
              {t(each.confirmed ? "announcements:confirmed" : "announcements:seen")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Managing({ edit, look }: { edit: (one: Managed) => void; look: (one: Managed) => void }) {
  const t = useT();
  const notices = useNotices();
  const { data } = useQuery(managedQuery);
  const { withdraw, remove } = useAnnouncementActions();
  if (!data) return <RowsSkeleton rows={3} />;
  if (data.length === 0) return <EmptyState title={t("announcements:managed.none")} />;
  return (
    <ul className={styles.list}>
      {data.map((each) => (
        <li key={each.id} className={styles.line}>
          <Words announcement={each} />
          <span className={styles.buttons}>
            <Button size="small" type="link" onClick={() => look(each)}>
              {t(each.must_confirm ? "announcements:count.confirmed" : "announcements:count.read", {
                done: each.must_confirm ? each.confirmed_count : each.read_count,
                all: each.readers,
              })}
            </Button>
            <Button size="small" onClick={() => edit(each)}>
              {t("announcements:edit")}
            </Button>
            {!each.withdrawn_at && (
              <Button size="small" onClick={() => withdraw.mutate(each.id)}>
                {t("announcements:withdraw")}
              </Button>
            )}
            <Button
              size="small"
              danger
              onClick={() =>
                remove.mutate(each.id, {
                  onSuccess: () => notices.done(t("announcements:deleted")),
                })
              }
            >
              {t("announcements:delete")}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** 公告: what I should know; and for who announces, who has read it. */
export default function AnnouncementsPage() {
  const t = useT();
  const go = useGo();
  const may = useCan()("people.announce");
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const [edited, setEdited] = useState<Managed>();
  const [looked, setLooked] = useState<Managed>();
  const close = () => {
    setEdited(undefined);
    if (search.new) go("/announcements", { replace: true });
  };
  return (
    <Page
      title={t("announcements:menu")}
      actions={
        may && (
          <Button type="primary" onClick={() => go("/announcements?new=1")}>
            {t("announcements:new")}
          </Button>
        )
      }
    >
      <Section title={t("announcements:mine")}>
        <Mine />
      </Section>
      {may && (
        <Section title={t("announcements:managed")}>
          <Managing edit={setEdited} look={setLooked} />
        </Section>
      )}
      {may && (edited || search.new) && <Editor held={edited} close={close} />}
      {looked && <Receipts announcement={looked} close={() => setLooked(undefined)} />}
    </Page>
  );
}
