import { Table } from "antd";
import { useT } from "@/shell/hooks/text";
import { type Counted, type Figures, percent } from "../api/ratings";
import styles from "./ratings.module.css";

function Bars({ days }: { days: Figures["days"] }) {
  const t = useT();
  return (
    <ol className={styles.bars} aria-label={t("ratings:by.day")}>
      {days.map((day) => {
        const words = t("ratings:day", {
          day: day.day.slice(5),
          share: percent(day.figure),
          count: day.answered,
        });
        return (
          <li key={day.day} title={words}>
            <span className={styles.bar} style={{ height: "100%" }}>
              <span style={{ height: `${Math.max(0, (day.figure ?? 0) * 100)}%` }} />
            </span>
            <span className="visually-hidden">{words}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Lines({ title, lines }: { title: string; lines: Figures["staff"] }) {
  const t = useT();
  if (lines.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.wideBox} aria-label={title} tabIndex={0}>
      <Table
        size="small"
        pagination={false}
        rowKey={(line) => line.id ?? ""}
        dataSource={lines}
        columns={[
          { title, key: "name", render: (_, line) => line.name || t("ratings:nobody") },
          { title: t("ratings:figure"), render: (_, line) => percent(line.figure) },
          { title: t("ratings:answered"), dataIndex: "answered" },
          { title: t("ratings:rate"), render: (_, line) => percent(line.response_rate) },
        ]}
      />
    </section>
  );
}

/** How satisfied customers are (满意度), how many answer; by day, team and person. */
export function FiguresView({ figures }: { figures: Figures }) {
  const t = useT();
  const total: Counted = figures.total;
  return (
    <>
      <dl className={styles.numbers}>
        <div>
          <dt>{t(`ratings:kind.${figures.kind}`)}</dt>
          <dd>{percent(total.figure)}</dd>
        </div>
        <div>
          <dt>{t("ratings:rate")}</dt>
          <dd>{percent(total.response_rate)}</dd>
        </div>
        <div>
          <dt>{t("ratings:answered")}</dt>
          <dd>{total.answered}</dd>
        </div>
      </dl>
      <p className={styles.quiet}>
        {t(`ratings:formula.${figures.kind}`)}{" "}
        {t("ratings:made.of", {
          asked: total.asked,
          answered: total.answered,
          good: total.good,
          bad: total.bad,
        })}
      </p>
      {figures.days.length > 1 && <Bars days={figures.days} />}
      {figures.staff.length > 0 && (
        <details className={styles.more}>
          <summary>{t("ratings:by.whom")}</summary>
          <div className={styles.tables}>
            <Lines title={t("ratings:staff")} lines={figures.staff} />
            <Lines title={t("ratings:team")} lines={figures.teams} />
          </div>
        </details>
      )}
    </>
  );
}
