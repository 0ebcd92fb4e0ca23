import { ArrowLeftOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useLabel, useT } from "@/shell/hooks/text";
import { usePhone } from "@/shell/hooks/wide";
import { RowsSkeleton } from "@/ui/states";
import { flowOf } from "../../api/flow";
import { versionQuery } from "../../api/procedures";
import { wholeDocument } from "../../api/shapes";
import { Drawing } from "../diagram/drawing";
import { NO_MARKS } from "../diagram/marks";
import { Failed } from "../failed";
import { useMomentText } from "../said";
import { StepPanel } from "../step/step-panel";
import { Beside } from "./beside";
import styles from "./editor.module.css";
import { Whole } from "./whole";

const nothing = () => undefined;

/** A version as it was published: to be read, never changed. */
export function Reading({ id, number }: { id: string; number: number }) {
  const t = useT();
  const label = useLabel();
  const phone = usePhone();
  const moment = useMomentText();
  const { data, error, refetch } = useQuery(versionQuery(id, number));
  const [chosen, setChosen] = useState<string | null>(null);
  const document = useMemo(() => (data ? wholeDocument(data.document) : null), [data]);
  const flow = useMemo(() => (document ? flowOf(document) : null), [document]);
  if (error && !data) {
    return <Failed title={t("procedures:error.open")} error={error} again={refetch} />;
  }
  if (!data || !document || !flow) return <RowsSkeleton rows={8} />;
  const step = document.steps.find(({ code }) => code === chosen);
  const drawing = { document, flow, marks: NO_MARKS, chosen, choose: setChosen };
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.title}>
          <Link to={`/procedures/${id}` as never} aria-label={t("procedures:back.draft")}>
            <ArrowLeftOutlined />
          </Link>
          <h1>{label(document.name)}</h1>
          <span>{t("procedures:version", { number })}</span>
          <span className={styles.quiet}>
            {[moment(data.published_at), data.published_by_name, data.note]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
      </header>
      <div className={styles.alerts} />
      <div className={styles.body}>
        <Drawing {...drawing} />
        {(step || !phone) && (
          <Beside
            phone={phone}
            fixed
            title={step ? label(step.name) : t("procedures:side.whole")}
            close={step ? () => setChosen(null) : null}
          >
            {step ? (
              <StepPanel
                key={step.code}
                document={document}
                step={step}
                ways={flow.ways}
                problems={[]}
                edit={nothing}
                grow={nothing}
                remove={null}
              />
            ) : (
              <Whole document={document} change={nothing} />
            )}
          </Beside>
        )}
      </div>
    </div>
  );
}
