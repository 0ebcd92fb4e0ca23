import { useQuery } from "@tanstack/react-query";
import { Alert, Form, Modal, Segmented } from "antd";
import { useState } from "react";
import type { Job } from "@/api/types";
import { jobsQuery, useJobLine } from "@/shell/hooks/jobs";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { JobLine } from "@/ui/job-line";
import type { Asked } from "../api/asked";
import { EXPORT, type Export, useExport } from "../api/transfer";
import { asView } from "../api/views";

const FORMATS = ["xlsx", "csv"] as const;
const PARTS = ["shown", "all"] as const;
const LATEST = 3;

type Props = { asked: Asked; columns: string[]; close: () => void };

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

/** What the list shows as a table (导出). */
export function ExportDialog({ asked, columns, close }: Props) {
  const t = useT();
  const sentence = useSentence();
  const ask = useExport();
  const [format, setFormat] = useState<Export["format"]>("xlsx");
  const [parts, setParts] = useState<(typeof PARTS)[number]>("shown");
  const { data } = useQuery(jobsQuery("mine"));
  const jobs = (data?.items ?? []).filter(({ kind }) => kind === EXPORT).slice(0, LATEST);
  const go = () =>
    ask.mutate({
      asked: asView(asked),
      columns: parts === "shown" ? columns : [],
      format,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai",
    });
  return (
    <Modal
      open
      title={t("tickets:export.title")}
      okText={t("tickets:export")}
      cancelText={t("shell:close")}
      confirmLoading={ask.isPending}
      onOk={go}
      onCancel={close}
    >
      <p>{t("tickets:export.hint")}</p>
      <Form layout="vertical" style={{ marginTop: 12 }}>
        <Form.Item label={t("tickets:columns")}>
          <Segmented
            value={parts}
            options={PARTS.map((value) => ({ value, label: t(`tickets:export.${value}`) }))}
            onChange={setParts}
          />
        </Form.Item>
        <Form.Item label={t("tickets:export.format")}>
          <Segmented<Export["format"]>
            value={format}
            options={FORMATS.map((value) => ({ value, label: t(`tickets:export.${value}`) }))}
            onChange={setFormat}
          />
        </Form.Item>
      </Form>
      {ask.error && <Alert type="error" showIcon title={sentence(ask.error)} />}
      {jobs.map((job) => (
        <Line key={job.id} job={job} />
      ))}
    </Modal>
  );
}
