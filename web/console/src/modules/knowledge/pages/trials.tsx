import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tag } from "antd";
import { useSentence } from "@/shell/hooks/notice";
import { useFormat, useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";
import type { Trial } from "../api/shapes";
import { trialsQuery } from "../api/trials";
import { Frame } from "../parts/frame";
import { useHeadline } from "../parts/trials/said";
import { TrialTable } from "../parts/trials/trial-table";
import styles from "../parts/trials/trials.module.css";

function Row({ trial }: { trial: Trial }) {
  const t = useT();
  const format = useFormat();
  const headline = useHeadline();
  const running = trial.state === "running";
  const facts = running
    ? t("knowledge:trial.lead", {
        share: trial.share,
        rest: 100 - trial.share,
        since: format.short(trial.at),
        name: trial.by?.name ?? "",
      })
    : t(`knowledge:trial.ended.${trial.reason ?? trial.state}`, {
        at: format.short(trial.ended_at ?? trial.at),
        name: trial.ended_by?.name ?? "",
      });
  return (
    <li className={styles.row}>
      <h3>
        <Link to={`/knowledge/articles/${trial.article_id}` as never}>{trial.title}</Link>{" "}
        <Tag {...(running ? { color: "processing" } : {})}>
          {t(`knowledge:trial.state.${trial.state}`)}
        </Tag>
      </h3>
      <p className={styles.facts}>
        {trial.ref} · {facts}
      </p>
      <p>{headline(trial)}</p>
      {running && <TrialTable trial={trial} />}
    </li>
  );
}

/** 对比试验: articles of which two answers are tried against each other, and how the last ended. */
export default function TrialsPage() {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(trialsQuery);
  return (
    <Frame lead={t("knowledge:trials.lead")}>
      <Section>
        {error && !data && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={4} />}
        {data?.length === 0 && (
          <EmptyState title={t("knowledge:trials.none")} hint={t("knowledge:trials.none.hint")} />
        )}
        <ul>
          {(data ?? []).map((trial) => (
            <Row key={trial.id} trial={trial} />
          ))}
        </ul>
      </Section>
    </Frame>
  );
}
