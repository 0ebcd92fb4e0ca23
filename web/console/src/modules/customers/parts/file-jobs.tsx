import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Job } from "@/api/types";
import { isBusy, useJobLine, useJobsAbout } from "@/shell/hooks/jobs";
import { JobLine } from "@/ui/job-line";
import { Section } from "@/ui/page";

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

/** Exports and erasures of this customer that one has asked for, while they matter. */
export function FileJobs({ id }: { id: string }) {
  const client = useQueryClient();
  const ended = useCallback(() => {
    for (const key of ["customer", "timeline"])
      void client.invalidateQueries({ queryKey: [key, id] });
  }, [client, id]);
  const jobs = useJobsAbout(id, ended);
  const shown = jobs.filter((job) => isBusy(job) || job.file_until || job.state === "failed");
  if (shown.length === 0) return null;
  return (
    <Section>
      {shown.slice(0, 3).map((job) => (
        <Line key={job.id} job={job} />
      ))}
    </Section>
  );
}
