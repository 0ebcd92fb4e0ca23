import { SearchOutlined } from "@ant-design/icons";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { Input } from "antd";
import { Suspense, useState } from "react";
import { RowsSkeleton } from "@/ui/states";
import { useCan } from "../hooks/session";
import { useT } from "../hooks/text";
import { usePhone } from "../hooks/wide";
import { type SettingsEntry, useSettingsEntries } from "./entries";
import styles from "./frame.module.css";

const GROUPS = ["account", "people", "service", "channels", "system"] as const;

function Entries({ entries, grouped }: { entries: SettingsEntry[]; grouped: boolean }) {
  const t = useT();
  const groups = GROUPS.filter((group) => entries.some((entry) => entry.group === group));
  return (
    <>
      {groups.map((group) => (
        <section key={group} className={styles.group}>
          <h2>{t(`shell:settings.group.${group}`)}</h2>
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <Link
                key={entry.path + entry.title}
                to={entry.path as never}
                className={styles.entry}
                activeProps={{ className: grouped ? styles.active : styles.entry }}
              >
                <span>{entry.title}</span>
                {!grouped && entry.hint && <span className={styles.hint}>{entry.hint}</span>}
              </Link>
            ))}
        </section>
      ))}
    </>
  );
}

/** Settings 设置: everything on the left, searchable down to single settings. */
export default function SettingsFrame() {
  const t = useT();
  const phone = usePhone();
  const allowed = useCan();
  const at = useLocation({ select: (location) => location.pathname.replace(/\/+$/, "") });
  const [text, setText] = useState("");
  const entries = useSettingsEntries(text, allowed);
  const top = at.endsWith("/settings");
  const list = (
    <nav className={styles.list} aria-label={t("shell:settings")}>
      <h1>{t("shell:settings")}</h1>
      <Input
        allowClear
        prefix={<SearchOutlined />}
        aria-label={t("shell:settings.search")}
        placeholder={t("shell:settings.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Entries entries={entries} grouped={text === "" && !phone} />
      {entries.length === 0 && <p className={styles.none}>{t("shell:settings.none")}</p>}
    </nav>
  );
  if (phone && top) return list;
  return (
    <div className={phone ? styles.phone : styles.frame}>
      {phone ? (
        <Link to={"/settings" as never} className={styles.back}>
          ← {t("shell:settings")}
        </Link>
      ) : (
        list
      )}
      <div className={styles.page}>
        <Suspense fallback={<RowsSkeleton />}>
          {top ? <p className={styles.none}>{t("shell:settings.choose")}</p> : <Outlet />}
        </Suspense>
      </div>
    </div>
  );
}
