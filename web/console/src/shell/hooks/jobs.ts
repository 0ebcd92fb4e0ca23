import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, unwrap } from "@/api/client";
import type { Job } from "@/api/types";
import type { JobLineProps } from "@/ui/job-line";
import { useNotices } from "./notice";
import { useFormat, useLabel, useT } from "./text";

const LOOK_EVERY = 1_000;

export const isBusy = (job: Job): boolean => job.state === "waiting" || job.state === "running";

/** Jobs, newest first; looked at again and again while one of them is not done. */
export const jobsQuery = (whose: "mine" | "all", about?: string) =>
  queryOptions({
    queryKey: ["jobs", whose, about ?? ""],
    queryFn: () =>
      unwrap(
        api.GET("/api/jobs", {
          params: { query: { whose, limit: 30, ...(about ? { about } : {}) } },
        }),
      ),
    refetchInterval: (query) => (query.state.data?.items.some(isBusy) ? LOOK_EVERY : false),
  });

/** The caller's jobs about one object; `ended` is called when the last of them is done. */
export function useJobsAbout(id: string, ended: () => void): Job[] {
  const { data } = useQuery(jobsQuery("mine", id));
  const jobs = data?.items ?? [];
  const busy = jobs.some(isBusy);
  const before = useRef(busy);
  useEffect(() => {
    if (before.current && !busy) ended();
    before.current = busy;
  }, [busy, ended]);
  return jobs;
}

/** Looks at the jobs anew, after one was asked for, stopped or tried again. */
export function useLookAtJobs(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["jobs"] });
}

/** Where a job stands in per cent. */
export function percent(job: Job): number {
  if (job.state === "done") return 100;
  return job.total ? Math.round((100 * job.done) / job.total) : 0;
}

/** A job as its line shows it. */
export function useJobLine(job: Job): JobLineProps {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const notices = useNotices();
  const look = useLookAtJobs();
  const path = { params: { path: { job_id: job.id } } };
  const cancel = () => {
    unwrap(api.POST("/api/jobs/{job_id}/cancel", path)).then(look, notices.failed);
  };
  const retry = () => {
    unwrap(api.POST("/api/jobs/{job_id}/retry", path)).then(look, notices.failed);
  };
  const busy = isBusy(job);
  const words = [
    job.cancel_asked && busy ? t("shell:job.stopping") : t(`shell:job.${job.state}`),
    busy ? label(job.step) : "",
    job.asked_by,
    format.short(job.finished_at ?? job.asked_at),
    job.file_until ? t("shell:job.until", { at: format.full(job.file_until) }) : "",
  ];
  return {
    title: label(job.title),
    words: words.filter(Boolean).join(" · "),
    hint: label(job.error),
    progress: busy ? percent(job) : undefined,
    actions: [
      ...(job.can_cancel ? [{ label: t("shell:job.stop"), act: cancel }] : []),
      ...(job.can_retry ? [{ label: t("shell:retry"), act: retry }] : []),
    ],
    file: job.file_until
      ? { label: t("shell:download"), path: `/api/jobs/${job.id}/file` }
      : undefined,
  };
}
