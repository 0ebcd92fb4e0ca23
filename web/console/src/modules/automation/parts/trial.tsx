import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import { type RuleDocument, trialQuery, useOffer } from "../api/automation";
import { useWords } from "../api/words";
import styles from "./automation.module.css";

function Outcome({ id, document }: { id: string; document: RuleDocument }) {
  const t = useT();
  const notices = useNotices();
  const words = useWords(useOffer());
  const { data } = useQuery(trialQuery(id));
  const stop = useMutation({
    mutationFn: () =>
      unwrap(api.POST("/api/jobs/{job_id}/cancel", { params: { path: { job_id: id } } })),
    onError: notices.failed,
  });
  if (!data) return null;
  return (
    <div className={styles.form} role="status">
      <p>
        {t(data.ended ? "automation:trial.ended" : "automation:trial.runs", {
          seen: data.seen,
          matched: data.matched,
        })}{" "}
        {!data.ended && (
          <Button size="small" disabled={stop.isSuccess} onClick={() => stop.mutate()}>
            {t("automation:trial.stop")}
          </Button>
        )}
      </p>
      {data.matched > 0 && (
        <p className={styles.quiet}>
          {t("automation:trial.would", {
            actions: document.actions.map(words.action).join(t("automation:then.join")),
          })}
        </p>
      )}
      <ul className={styles.runs}>
        {data.found.map((one) => (
          <li key={one.id}>
            <Link to={one.path.split("?")[0] as never}>{one.title}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the rule would have done in the last 30 days, saved or not; nothing is changed. */
export function Trial({ document, ready }: { document: RuleDocument; ready: boolean }) {
  const t = useT();
  const notices = useNotices();
  const [tried, setTried] = useState<{ id: string; document: RuleDocument }>();
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST("/api/automation/trials", { body: document })),
    onSuccess: ({ job_id }) => setTried({ id: job_id, document }),
    onError: notices.failed,
  });
  const button = (
    <Button disabled={!ready} loading={ask.isPending} onClick={() => ask.mutate()}>
      {t("automation:trial.start")}
    </Button>
  );
  return (
    <Section title={t("automation:trial")} lead={t("automation:trial.lead")} extra={button}>
      {tried && <Outcome key={tried.id} id={tried.id} document={tried.document} />}
    </Section>
  );
}
