import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useGo, usePathParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Page, Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { type Report, reportQuery } from "../api/surges";
import { waitText } from "../api/words";
import { Chart } from "../parts/chart";
import { Steps } from "../parts/steps";
import styles from "../parts/surges.module.css";

function Figures({ report }: { report: Report }) {
  const t = useT();
  const wait = (seconds: number | null) => (seconds === null ? "–" : waitText(seconds, t));
  const shown: [string, string][] = [
    [t("surges:report.arrivals"), String(report.arrivals)],
    [t("surges:report.usual"), report.usual === null ? "–" : String(Math.round(report.usual))],
    [t("surges:report.peak"), report.peak_percent === null ? "–" : `${report.peak_percent} %`],
    [t("surges:report.p50"), wait(report.wait_p50_seconds)],
    [t("surges:report.p95"), wait(report.wait_p95_seconds)],
  ];
  return (
    <dl className={styles.numbers}>
      {shown.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One surge looked back on (高峰复盘). */
export default function ReportPage() {
  const t = useT();
  const go = useGo();
  const format = useFormat();
  const sentence = useSentence();
  const id = usePathParam("id") ?? "";
  const { data, error, refetch } = useQuery(reportQuery(id));
  const span = data
    ? `${format.day(data.surge.started_at)} ${format.time(data.surge.started_at)} – ${
        data.surge.ended_at ? format.time(data.surge.ended_at) : t("surges:past.on")
      }`
    : "";
  return (
    <Page
      title={t("surges:report")}
      lead={span}
      actions={<Button onClick={() => go("/surges")}>{t("surges:back")}</Button>}
    >
      {error && (
        <ErrorState
          title={t("shell:error.list")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      )}
      {!data && !error && <RowsSkeleton rows={5} />}
      {data && (
        <>
          <Section>
            <Figures report={data} />
            {data.still_waiting > 0 && (
              <p className={styles.quiet}>
                {t("surges:report.waiting", { count: data.still_waiting })}
              </p>
            )}
            <Chart series={data.series} />
          </Section>
          <Section title={t("surges:steps")} lead={t("surges:steps.lead")}>
            <Steps steps={data.steps} effects={data.effects} />
          </Section>
        </>
      )}
    </Page>
  );
}
