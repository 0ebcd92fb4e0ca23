import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import type { CardProps } from "@/shell/contracts";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type About, type CaseRow, casesAboutQuery, RUN, useFreshCases } from "../../api/cases";
import { apart } from "../../api/progress";
import { useMomentText } from "../said";
import styles from "./case.module.css";
import { CaseView } from "./case-view";
import { StartDialog } from "./start-dialog";

/** Which procedure a ticket goes through, and what is to be done now (工单的流程). */
export default function CaseCard({ id }: CardProps) {
  const t = useT();
  const about: About = { kind: "ticket", id };
  const mayStart = useCan()(RUN);
  const { data, error } = useQuery(casesAboutQuery(about));
  const [starting, setStarting] = useState(false);
  useFreshCases();
  if (error && !data) throw error;
  if (!data) return <RowsSkeleton rows={2} />;
  const { running, over } = apart(data.items);
  return (
    <>
      {running.map((one) => (
        <CaseView key={one.id} id={one.id} />
      ))}
      {running.length === 0 && <p className={styles.quiet}>{t("procedures:case.none")}</p>}
      {mayStart && (
        <Button
          size="small"
          className={styles.start ?? ""}
          icon={<PlusOutlined />}
          onClick={() => setStarting(true)}
        >
          {t("procedures:case.start")}
        </Button>
      )}
      {over.length > 0 && <Over cases={over} />}
      {starting && <StartDialog about={about} close={() => setStarting(false)} />}
    </>
  );
}

/** What ran here before; each opens into its history. */
function Over({ cases }: { cases: CaseRow[] }) {
  const t = useT();
  const label = useLabel();
  const moment = useMomentText();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul className={styles.over}>
      {cases.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            className="plain"
            aria-expanded={open === one.id}
            onClick={() => setOpen(open === one.id ? null : one.id)}
          >
            {label(one.name)}
          </button>
          <p className={styles.quiet}>
            {[
              label(one.result) || t(`procedures:cases.${one.state}`),
              one.ended_at && moment(one.ended_at),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {open === one.id && <CaseView id={one.id} />}
        </li>
      ))}
    </ul>
  );
}
