import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useGo, useQueryParam } from "@/shell/hooks/go";
import { useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { FileDrop } from "@/ui/file-drop";
import { Page, Section } from "@/ui/page";
import { useUpload } from "../api/imports";
import { useFreshTickets } from "../api/tickets";
import { Latest } from "../parts/import/latest";
import { Work } from "../parts/import/work";
import styles from "../parts/ticket.module.css";

const TAKEN = ".csv,.xlsx";

/** 导入工单: a table is read, its columns named, checked, taken in, and taken back if need be. */
export default function ImportPage() {
  const t = useT();
  const go = useGo();
  const sentence = useSentence();
  const id = useQueryParam("of");
  const open = (next: string) => go(`/tickets/import?of=${next}`);
  const upload = useUpload((read) => open(read.id));
  useFreshTickets();
  return (
    <Page
      title={t("tickets:import.title")}
      lead={
        <span className={styles.lead}>
          <Link to={"/tickets" as never}>
            <ArrowLeftOutlined /> {t("tickets:menu")}
          </Link>
          {t("tickets:import.lead")}
        </span>
      }
    >
      <Section>
        <FileDrop
          words={t("tickets:import.drop")}
          label={t("tickets:import.choose")}
          accept={TAKEN}
          busy={upload.isPending}
          take={(file) => upload.mutate(file)}
        >
          {t("tickets:import.limits")}
        </FileDrop>
        {upload.error && <Alert type="error" showIcon title={sentence(upload.error)} />}
      </Section>
      {id && <Work key={id} id={id} />}
      <Latest open={open} />
    </Page>
  );
}
