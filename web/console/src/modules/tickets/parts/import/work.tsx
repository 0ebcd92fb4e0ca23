import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useCallback, useState } from "react";
import type { Job } from "@/api/types";
import { isBusy, useJobLine, useJobsAbout } from "@/shell/hooks/jobs";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { JobLine } from "@/ui/job-line";
import { Section } from "@/ui/page";
import { ErrorState, RowsSkeleton } from "@/ui/states";
import { TICKETS } from "../../api/counts";
import { importQuery, type TicketImport, useImporting } from "../../api/imports";
import { Columns, type Meant } from "./columns";
import styles from "./import.module.css";
import { Result } from "./result";
import { Undo } from "./undo";

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

/** One table on its way: its columns, what would become of its rows, what became of them. */
export function Work({ id }: { id: string }) {
  const t = useT();
  const sentence = useSentence();
  const { data, error, refetch } = useQuery(importQuery(id));
  if (error && !data)
    return (
      <Section>
        <ErrorState
          title={t("tickets:import.gone")}
          detail={sentence(error)}
          retry={() => void refetch()}
          retryLabel={t("shell:retry")}
        />
      </Section>
    );
  if (!data) return <RowsSkeleton rows={6} />;
  return <Steps of={data} />;
}

function Steps({ of }: { of: TicketImport }) {
  const t = useT();
  const client = useQueryClient();
  const sentence = useSentence();
  const ended = useCallback(() => void client.invalidateQueries({ queryKey: TICKETS }), [client]);
  const job = useJobsAbout(of.id, ended).find(({ id }) => id === of.job_id);
  const { check, take, undo } = useImporting(of.id);
  const [changed, setChanged] = useState(false);
  const busy = job !== undefined && isBusy(job);
  const waiting = of.stage === "read" || of.stage === "check";
  const checked = of.stage === "check" && job?.state === "done" && !changed;
  const failure = check.error ?? take.error ?? undo.error;
  const start = (meant: Meant) => {
    setChanged(false);
    check.mutate({
      ...meant,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai",
    });
  };
  return (
    <Section
      title={of.file_name}
      lead={t("tickets:import.rows", { count: of.total })}
      extra={of.may_undo && <Undo undo={() => undo.mutate()} busy={undo.isPending} />}
    >
      {waiting && (
        <Columns
          of={of}
          busy={busy || check.isPending}
          again={checked}
          changed={() => setChanged(true)}
          check={start}
        />
      )}
      {failure && <Alert type="error" showIcon title={sentence(failure)} />}
      {job && <Line job={job} />}
      {job && !busy && !changed && of.stage !== "read" && (
        <Result of={of}>
          {checked && of.made + of.changed > 0 && (
            <div className={styles.go}>
              <Button type="primary" loading={take.isPending} onClick={() => take.mutate()}>
                {t("tickets:import.go", { count: of.made + of.changed })}
              </Button>
              {of.wrong > 0 && (
                <span className={styles.quiet}>
                  {t("tickets:import.without", { count: of.wrong })}
                </span>
              )}
            </div>
          )}
        </Result>
      )}
    </Section>
  );
}
