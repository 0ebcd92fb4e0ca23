import { useQuery } from "@tanstack/react-query";
import { Drawer } from "antd";
import { useFormat, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type Managed, type Receipt, receiptsQuery } from "../api/announcements";
import styles from "./announcements.module.css";

function Group({ title, receipts }: { title: string; receipts: Receipt[] }) {
  const t = useT();
  const format = useFormat();
  if (receipts.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>
        {title} <span className="tnum">{receipts.length}</span>
      </h3>
      <ul className={styles.list}>
        {receipts.map((each) => (
          <li key={each.staff_id} className={styles.line}>
            <span>{each.name}</span>
            <span className={styles.quiet}>
              {each.confirmed_at
                ? t("announcements:confirmed.at", { time: format.short(each.confirmed_at) })
                : each.read_at
                  ? t("announcements:read.at", { time: format.short(each.read_at) })
                  : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who has read it, and who has not (已读回执). */
export function Receipts({ announcement, close }: { announcement: Managed; close: () => void }) {
  const t = useT();
  const { data } = useQuery(receiptsQuery(announcement.id));
  const done = (each: Receipt) =>
    announcement.must_confirm ? each.confirmed_at !== null : each.read_at !== null;
  return (
    <Drawer open size={400} title={t("announcements:receipts")} onClose={close}>
      {!data && <RowsSkeleton rows={6} />}
      {data && (
        <>
          <Group
            title={t(
              announcement.must_confirm ? "announcements:not_confirmed" : "announcements:not_read",
            )}
            receipts={data.filter((each) => !done(each))}
          />
          <Group
            title={t(announcement.must_confirm ? "announcements:confirmed" : "announcements:seen")}
            receipts={data.filter(done)}
          />
        </>
      )}
    </Drawer>
  );
}
