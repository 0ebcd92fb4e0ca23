import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Tag } from "antd";
import { useState } from "react";
import type { CalendarDay } from "@/api/types";
import { useShops } from "@/shell/hooks/directory";
import { useLanguage, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { RowsSkeleton } from "@/ui/states";
import { calendarQuery } from "../api/policies";
import { DayDrawer } from "../parts/day-drawer";
import { spans } from "../parts/public-days";
import styles from "../parts/servicelevels.module.css";

function useDay(): (day: string) => string {
  const language = useLanguage();
  const format = new Intl.DateTimeFormat(language, {
    month: "short",
    day: "numeric",
    weekday: "short",
    timeZone: "UTC",
  });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}

function Hours({ day }: { day: CalendarDay }) {
  const t = useT();
  if (day.periods == null) return <Tag color="success">{t("servicelevels:day.as_working")}</Tag>;
  if (day.periods.length === 0) return <Tag>{t("servicelevels:day.closed")}</Tag>;
  return (
    <span className="tnum">{day.periods.map(([from, to]) => `${from}-${to}`).join("  ")}</span>
  );
}

/** Business calendar 工作日历: days of our own, and the public holidays as announced. */
export default function CalendarPage() {
  const t = useT();
  const say = useDay();
  const shops = useShops();
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [edited, setEdited] = useState<CalendarDay | "new" | null>(null);
  const { data } = useQuery(calendarQuery(year));
  const unknown = data !== undefined && `${year}-12-31` > data.known_until;
  const shopName = (id: string | null | undefined) => shops.find((shop) => shop.id === id)?.name;
  return (
    <Page
      title={t("servicelevels:calendar")}
      lead={t("servicelevels:calendar.hint")}
      actions={
        <>
          <span className={styles.year}>
            <Button
              icon={<LeftOutlined />}
              aria-label={t("servicelevels:year.before")}
              title={t("servicelevels:year.before")}
              onClick={() => setYear(year - 1)}
            />
            <strong className="tnum">{year}</strong>
            <Button
              icon={<RightOutlined />}
              aria-label={t("servicelevels:year.after")}
              title={t("servicelevels:year.after")}
              onClick={() => setYear(year + 1)}
            />
          </span>
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("servicelevels:day.add")}
          </Button>
        </>
      }
    >
      <Section title={t("servicelevels:day.own")} lead={t("servicelevels:day.own.hint")}>
        {!data && <RowsSkeleton rows={2} />}
        {data?.own.length === 0 && <p className={styles.quiet}>{t("servicelevels:day.none")}</p>}
        <ul className={styles.rows}>
          {data?.own.map((day) => (
            <li key={day.id}>
              <div className={styles.grow}>
                <strong>{say(day.day)}</strong> {day.name} <Hours day={day} />{" "}
                <span className={styles.quiet}>
                  {shopName(day.shop_id) ?? t("servicelevels:day.everywhere")}
                </span>
              </div>
              <Button size="small" onClick={() => setEdited(day)}>
                {t("shell:edit")}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("servicelevels:public")} lead={t("servicelevels:public.hint")}>
        {unknown && <p>{t("servicelevels:public.unknown", { year })}</p>}
        <ul className={styles.rows}>
          {spans(data?.public ?? []).map((span) => (
            <li key={span.first}>
              <div className={styles.grow}>
                <strong>
                  {say(span.first)}
                  {span.last !== span.first && ` – ${say(span.last)}`}
                </strong>{" "}
                {t(`servicelevels:holiday.${span.name}`)}
              </div>
              <Tag {...(span.kind === "makeup" ? { color: "warning" } : {})}>
                {t(`servicelevels:public.${span.kind}`)}
              </Tag>
            </li>
          ))}
        </ul>
      </Section>
      {edited && (
        <DayDrawer
          key={edited === "new" ? "new" : edited.id}
          day={edited === "new" ? null : edited}
          year={year}
          close={() => setEdited(null)}
        />
      )}
    </Page>
  );
}
