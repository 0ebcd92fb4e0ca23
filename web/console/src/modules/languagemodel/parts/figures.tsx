import { useQuery } from "@tanstack/react-query";
import { Alert } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import { type Endpoint, type Figures, figuresQuery } from "../api/model";
import styles from "./model.module.css";
import { secondsOf, shareOf } from "./numbers";

/** 最近 24 小时: what was asked, what became of it, what it cost. */
export function FiguresSection({ endpoint }: { endpoint: Endpoint }) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(figuresQuery);
  return (
    <Section title={t("languagemodel:figures")} lead={t("languagemodel:figures.lead")}>
      {error && (
        <ErrorState
          title={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data?.paused_until && (
        <Alert className={styles.said} type="warning" showIcon title={t("languagemodel:paused")} />
      )}
      {data && endpoint.tokens_a_day > 0 && data.tokens >= endpoint.tokens_a_day && (
        <Alert className={styles.said} type="warning" showIcon title={t("languagemodel:spent")} />
      )}
      {data?.asked === 0 && <EmptyState title={t("languagemodel:figures.none")} />}
      {data && data.asked > 0 && <Numbers figures={data} budget={endpoint.tokens_a_day} />}
    </Section>
  );
}

function Numbers({ figures, budget }: { figures: Figures; budget: number }) {
  const t = useT();
  const { asked, used, tokens, p50, p95 } = figures;
  const spent = tokens.toLocaleString();
  const lines = [
    ["asked", String(asked)],
    ["used", `${used} · ${shareOf(used, asked)}`],
    ["tokens.spent", budget ? `${spent} · ${shareOf(tokens, budget)}` : spent],
    ["time", t("languagemodel:time.said", { p50: secondsOf(p50 ?? 0), p95: secondsOf(p95 ?? 0) })],
  ] as const;
  const others = [
    ...(figures.refused ? [{ reason: "unsupported", count: figures.refused }] : []),
    ...figures.discarded,
    ...figures.failed,
  ];
  return (
    <>
      <dl className={styles.numbers}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`languagemodel:${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {others.length > 0 && (
        <>
          <h3 className={styles.subhead}>{t("languagemodel:without")}</h3>
          <ul className={styles.reasons}>
            {others.map(({ reason, count }) => (
              <li key={reason}>
                <span>{t(`languagemodel:reason.${reason}`)}</span>
                <b>{count}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
