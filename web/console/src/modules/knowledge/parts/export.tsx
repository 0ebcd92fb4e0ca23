import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Form, Segmented, TreeSelect } from "antd";
import type { Job } from "@/api/types";
import { jobsQuery, useJobLine, useLookAtJobs } from "@/shell/hooks/jobs";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { JobLine } from "@/ui/job-line";
import { Section } from "@/ui/page";
import { choicesOf, treeOf, useCategories } from "../api/categories";
import type { Export } from "../api/shapes";
import { askExport } from "../api/transfer";
import styles from "./board.module.css";

const FORMATS = ["xlsx", "csv", "markdown"] as const;
const KIND = "knowledge.export";

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

/** Published articles as a table or as Markdown (导出). */
export function ExportSection() {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const look = useLookAtJobs();
  const tree = treeOf(useCategories());
  const { data } = useQuery(jobsQuery("mine"));
  const ask = useMutation({
    mutationFn: ({ format, category_id }: Export) =>
      askExport({ format, category_id: category_id ?? null }),
    onSuccess: look,
  });
  const jobs = (data?.items ?? []).filter((job) => job.kind === KIND).slice(0, 3);
  return (
    <Section title={t("knowledge:export")} lead={t("knowledge:export.lead")}>
      <Form<Export>
        layout="vertical"
        requiredMark={false}
        initialValues={{ format: "xlsx" }}
        onFinish={(values) => ask.mutate(values)}
      >
        <Form.Item name="format" label={t("knowledge:export.format")}>
          <Segmented
            options={FORMATS.map((value) => ({ value, label: t(`knowledge:export.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="category_id" label={t("knowledge:category")} style={{ maxWidth: 360 }}>
          <TreeSelect
            allowClear
            treeDefaultExpandAll
            placeholder={t("knowledge:categories.all")}
            treeData={choicesOf(tree, label)}
          />
        </Form.Item>
        {ask.error && (
          <Alert type="error" showIcon title={sentence(ask.error)} style={{ marginBottom: 12 }} />
        )}
        <Button htmlType="submit" loading={ask.isPending}>
          {t("knowledge:export.go")}
        </Button>
      </Form>
      <div className={styles.jobs}>
        {jobs.map((job) => (
          <Line key={job.id} job={job} />
        ))}
      </div>
    </Section>
  );
}
