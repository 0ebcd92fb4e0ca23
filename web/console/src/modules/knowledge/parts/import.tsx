import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import type { Job } from "@/api/types";
import { isBusy, jobsQuery, useJobLine, useLookAtJobs } from "@/shell/hooks/jobs";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { FileDrop } from "@/ui/file-drop";
import { JobLine } from "@/ui/job-line";
import { Section } from "@/ui/page";
import { askImport, type Mode } from "../api/transfer";
import styles from "./board.module.css";
import { ImportResult } from "./import-result";

const TAKEN = ".csv,.xlsx,.md,.markdown,.html,.htm,.docx,.zip";

type Asked = { id: string; file: File; checked: boolean };

function Line({ job }: { job: Job }) {
  return <JobLine {...useJobLine(job)} />;
}

function useImporting() {
  const look = useLookAtJobs();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const send = async (file: File, mode: Mode) => {
    setBusy(true);
    setFailure(null);
    try {
      const id = await askImport(file, mode);
      setAsked({ id, file, checked: mode === "check" });
      look();
    } catch (reason) {
      setFailure(reason);
    }
    setBusy(false);
  };
  return { asked, failure, busy, send };
}

/** Takes articles in (导入): a file is checked first, and taken in when one has seen the result. */
export function ImportSection() {
  const t = useT();
  const sentence = useSentence();
  const [publish, setPublish] = useState(true);
  const { asked, failure, busy, send } = useImporting();
  const { data } = useQuery(jobsQuery("mine"));
  const job = data?.items.find((one) => one.id === asked?.id);
  const running = job !== undefined && isBusy(job);
  return (
    <Section title={t("knowledge:import")} lead={t("knowledge:import.lead")}>
      <FileDrop
        words={t("knowledge:import.drop")}
        label={t("knowledge:import.choose")}
        accept={TAKEN}
        busy={busy}
        take={(file) => void send(file, "check")}
      >
        {t("knowledge:import.columns")}
      </FileDrop>
      {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      {asked && job && <Line job={job} />}
      {asked && job && !running && (
        <>
          <ImportResult id={asked.id} />
          {asked.checked && job.state === "done" && (
            <div className={styles.buttons}>
              <Button
                type="primary"
                loading={busy}
                onClick={() => void send(asked.file, publish ? "publish" : "draft")}
              >
                {t("knowledge:import.go")}
              </Button>
              <Checkbox checked={publish} onChange={(event) => setPublish(event.target.checked)}>
                {t("knowledge:import.publish")}
              </Checkbox>
            </div>
          )}
        </>
      )}
    </Section>
  );
}
