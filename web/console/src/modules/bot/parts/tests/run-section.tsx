import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Job } from "@/api/types";
import { isBusy, jobsQuery, useJobLine, useLookAtJobs } from "@/shell/hooks/jobs";
import { useNotices } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { JobLine } from "@/ui/job-line";
import { Section } from "@/ui/page";
import { EmptyState, RowsSkeleton } from "@/ui/states";
import { BOT } from "../../api/shapes";
import { askRun, RUN, runsQuery } from "../../api/tests";
import { RunResult } from "./run-result";

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

/** The newest run somebody asked for, while it goes on or failed; results are read when it ends. */
function useRunning() {
  const client = useQueryClient();
  const { data } = useQuery(jobsQuery("mine"));
  const job = data?.items.find((one) => one.kind === RUN);
  const busy = job !== undefined && isBusy(job);
  const before = useRef(busy);
  useEffect(() => {
    if (before.current && !busy) void client.invalidateQueries({ queryKey: BOT });
    before.current = busy;
  }, [busy, client]);
  return { job: job && job.state !== "done" ? job : undefined, busy };
}

/** 跑一遍: asks every question as customers would, and shows what came of it. */
export function RunSection() {
  const t = useT();
  const notices = useNotices();
  const look = useLookAtJobs();
  const { job, busy } = useRunning();
  const [asking, setAsking] = useState(false);
  const { data: runs } = useQuery(runsQuery);
  const latest = runs?.[0];
  const ask = async () => {
    setAsking(true);
    try {
      await askRun();
      look();
    } catch (reason) {
      notices.failed(reason);
    }
    setAsking(false);
  };
  return (
    <Section
      title={t("bot:run")}
      lead={t("bot:run.lead")}
      extra={
        <Button type="primary" loading={asking || busy} onClick={() => void ask()}>
          {t("bot:run.go")}
        </Button>
      }
    >
      {job && <Line job={job} />}
      {!runs && <RowsSkeleton rows={3} />}
      {runs && !latest && !busy && (
        <EmptyState title={t("bot:run.none")} hint={t("bot:run.none.hint")} />
      )}
      {runs && latest && <RunResult key={latest.id} runs={runs} id={latest.id} />}
    </Section>
  );
}
