import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { freshnessQuery, percent, standing } from "../api/reports";
import type { Due, Freshness } from "../api/shapes";
import styles from "./board.module.css";

const LISTS = ["expired", "expiring", "review", "unused"] as const;

function Bars({ report }: { report: Freshness }) {
  const t = useT();
  const label = useLabel();
  const { target_low: low, target_high: high } = report;
  return (
    <ul className={styles.bars} aria-label={t("knowledge:fresh.by")}>
      {report.categories.map((each) => (
        <li key={each.category_id ?? ""}>
          <span>{each.name ? label(each.name) : t("knowledge:category.none")}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.fill}
              data-standing={standing(each.share, low, high)}
              style={{ width: `${each.share * 100}%` }}
            />
            <span
              className={styles.goal}
              style={{ insetInlineStart: `${low * 100}%`, width: `${(high - low) * 100}%` }}
            />
          </span>
          <span className="tnum">
            {percent(each.share)}{" "}
            <span className={styles.quiet}>
              {t("knowledge:fresh.of", { done: each.renewed, count: each.live })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function DueList({ name, rows }: { name: (typeof LISTS)[number]; rows: Due[] }) {
  const t = useT();
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <section className={styles.dues}>
      <h3>{t(`knowledge:fresh.${name}`, { count: rows.length })}</h3>
      <ul>
        {rows.map((row) => (
          <li key={row.article_id}>
            <Link to={`/knowledge/articles/${row.article_id}` as never}>{row.title}</Link>{" "}
            <span className={styles.quiet}>
              {[row.owner, row.at ? format.day(row.at) : ""].filter(Boolean).join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How much was renewed this quarter, what ends soon, what nobody used (新鲜度). */
export function FreshnessSection() {
  const t = useT();
  const sentence = useSentence();
  const format = useFormat();
  const { data, error, refetch } = useQuery(freshnessQuery);
  return (
    <Section
      title={t("knowledge:fresh")}
      lead={
        data &&
        data.live > 0 &&
        t(`knowledge:fresh.${standing(data.share, data.target_low, data.target_high)}`, {
          share: percent(data.share),
          since: format.day(data.since),
          done: data.renewed,
          count: data.live,
          low: percent(data.target_low),
          high: percent(data.target_high),
        })
      }
    >
      {error && !data && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={4} />}
      {data?.live === 0 && <EmptyState title={t("knowledge:fresh.none")} />}
      {data && data.live > 0 && (
        <>
          <Bars report={data} />
          <div className={styles.lists}>
            {LISTS.map((name) => (
              <DueList key={name} name={name} rows={data[name]} />
            ))}
          </div>
        </>
      )}
    </Section>
  );
}
