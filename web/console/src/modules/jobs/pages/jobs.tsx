import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { useState } from "react";
import type { Job } from "@/api/types";
import { jobsQuery, useJobLine } from "@/shell/hooks/jobs";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useT } from "@/shell/hooks/text";
import { JobLine } from "@/ui/job-line";
import { Page, Section } from "@/ui/page";
import { EmptyState, ErrorState, RowsSkeleton } from "@/ui/states";

type Whose = "mine" | "all";

function About({ job }: { job: Job }) {
  const t = useT();
  const allowed = useCan();
  if (job.ref_kind !== "customer" || !job.ref_id || !allowed("customers.read")) return null;
  return <Link to={`/customers/${job.ref_id}` as never}>{t("jobs:customer")}</Link>;
}

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} link={<About job={job} />} />;
}

/** Long work one has asked for, or everybody's (后台任务). */
export default function JobsPage() {
  const t = useT();
  const sentence = useSentence();
  const allowed = useCan();
  const [whose, setWhose] = useState<Whose>("mine");
  const { data, error, refetch } = useQuery(jobsQuery(whose));
  return (
    <Page
      title={t("jobs:title")}
      lead={t("jobs:lead")}
      actions={
        allowed("jobs.read_all") && (
          <Segmented<Whose>
            aria-label={t("jobs:whose")}
            value={whose}
            onChange={setWhose}
            options={[
              { value: "mine", label: t("jobs:mine") },
              { value: "all", label: t("jobs:all") },
            ]}
          />
        )
      }
    >
      <Section>
        {error && (
          <ErrorState
            title={t("shell:error.list")}
            detail={sentence(error)}
            retry={() => void refetch()}
            retryLabel={t("shell:retry")}
          />
        )}
        {!data && !error && <RowsSkeleton rows={4} />}
        {data?.items.length === 0 && <EmptyState title={t("jobs:none")} />}
        {data?.items.map((job) => (
          <Line key={job.id} job={job} />
        ))}
      </Section>
    </Page>
  );
}
