import { Button } from "antd";
import { useState } from "react";
import { useNow } from "@/shell/hooks/now";
import { useFormat, useT } from "@/shell/hooks/text";
import { clockText } from "@/ui/remaining";
import type { VisitPage, Visit as VisitShape } from "../api/visits";
import styles from "./visits.module.css";

const FIRST = 5;

/** How long the page on screen has been looked at; counted from when it was opened. */
function OnScreen({ since }: { since: string }) {
  const t = useT();
  const now = useNow();
  return <>{t("visits:now", { time: clockText((now - Date.parse(since)) / 1000) })}</>;
}

function Line({ page, origin, here }: { page: VisitPage; origin: string; here: boolean }) {
  return (
    <li className={here ? styles.here : styles.page}>
      <a href={origin + page.path} target="_blank" rel="noreferrer noopener" title={page.path}>
        {page.title || page.path}
      </a>
      <span className={`${styles.time} tnum`}>
        {here ? <OnScreen since={page.at} /> : page.seconds > 0 && clockText(page.seconds)}
      </span>
    </li>
  );
}

/** One visit: where it came from, with what, and page by page, the newest first (一次访问). */
export function Visit({ visit }: { visit: VisitShape }) {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const pages = [...visit.pages].reverse();
  // Its seconds are told when it is left: until then it is on screen.
  const reading = visit.current && pages[0]?.seconds === 0 ? pages[0].number : null;
  const machine = [visit.browser, visit.device].filter(Boolean).join(" · ");
  const campaign = Object.values(visit.campaign).join(" · ");
  const from = visit.referrer ? t("visits:from", { from: visit.referrer }) : t("visits:direct");
  const lasted = (Date.parse(visit.last_at) - Date.parse(visit.started_at)) / 1000;
  return (
    <div className={styles.visit}>
      <p className={styles.quiet}>
        {visit.current
          ? t("visits:since", { time: format.time(visit.started_at) })
          : t("visits:was", { at: format.short(visit.started_at), time: clockText(lasted) })}
        {" · "}
        {t("visits:pages", { count: visit.pages.length })}
      </p>
      <p className={styles.quiet}>
        {from}
        {campaign && ` · ${t("visits:campaign", { campaign })}`}
        {machine && ` · ${machine}`}
      </p>
      <ol className={styles.trail}>
        {(all ? pages : pages.slice(0, FIRST)).map((page) => (
          <Line
            key={page.number}
            page={page}
            origin={visit.origin}
            here={page.number === reading}
          />
        ))}
      </ol>
      {pages.length > FIRST && !all && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {t("visits:all", { count: pages.length })}
        </Button>
      )}
    </div>
  );
}
