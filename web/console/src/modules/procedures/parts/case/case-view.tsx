import { EllipsisOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Dropdown } from "antd";
import { useMemo, useState } from "react";
import { useSentence } from "@/shell/hooks/notice";
import { useCan } from "@/shell/hooks/session";
import { useLabel, useT } from "@/shell/hooks/text";
import { RowsSkeleton } from "@/ui/states";
import { type Case, cancelCase, caseQuery, SKIP, useCaseMove } from "../../api/cases";
import { isOpen } from "../../api/progress";
import { wholeDocument } from "../../api/shapes";
import { Due } from "../due";
import styles from "./case.module.css";
import { CaseHistory } from "./case-history";
import { OpenStep } from "./open-step";
import { Progress } from "./progress";
import { ReasonDialog } from "./reason-dialog";

/** One case: where it stands, what is to be done, what was done. */
export function CaseView({ id }: { id: string }) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const { data, error } = useQuery(caseQuery(id));
  const document = useMemo(() => (data ? wholeDocument(data.document) : null), [data]);
  if (error && !data) return <Alert type="error" showIcon title={sentence(error)} />;
  if (!data || !document) return <RowsSkeleton rows={3} />;
  const running = data.state === "running";
  return (
    <section className={styles.case} aria-label={label(data.name)}>
      <div className={styles.between}>
        <p className={styles.named}>
          <strong>{label(data.name)}</strong>
          <span className={styles.quiet}>{t("procedures:version", { number: data.number })}</span>
          {running && data.due_at && (
            <span className={styles.quiet}>
              {t("procedures:case.whole")} <Due at={data.due_at} live />
            </span>
          )}
        </p>
        {running && <More one={data} />}
      </div>
      {data.state === "cancelled" && (
        <p className={styles.quiet}>
          {t("procedures:case.cancelled", { reason: data.cancel_reason })}
        </p>
      )}
      <div className={running ? styles.sides : undefined}>
        <Progress document={document} steps={data.steps} />
        {running && (
          <div className={styles.open}>
            {data.steps.filter(isOpen).map((step) => (
              <OpenStep key={step.id} one={data} document={document} step={step} />
            ))}
          </div>
        )}
      </div>
      <CaseHistory document={document} steps={data.steps} />
    </section>
  );
}

/** What is rarely done with a whole case. */
function More({ one }: { one: Case }) {
  const t = useT();
  const allowed = useCan()(SKIP) && one.may_cancel;
  const [asking, setAsking] = useState(false);
  const cancel = useCaseMove(
    (reason: string) => cancelCase(one.id, reason),
    () => setAsking(false),
  );
  if (!allowed) return null;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [{ key: "cancel", label: t("procedures:case.cancel") }],
          onClick: () => setAsking(true),
        }}
      >
        <Button
          size="small"
          type="text"
          icon={<EllipsisOutlined />}
          aria-label={t("procedures:case.more")}
        />
      </Dropdown>
      {asking && (
        <ReasonDialog
          title={t("procedures:case.cancel")}
          hint={t("procedures:case.cancel.hint")}
          go={t("procedures:case.cancel.go")}
          busy={cancel.isPending}
          error={cancel.error}
          close={() => setAsking(false)}
          done={(reason) => cancel.mutate(reason)}
        />
      )}
    </>
  );
}
