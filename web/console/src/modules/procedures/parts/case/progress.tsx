import {
  CheckCircleFilled,
  ForwardOutlined,
  HourglassOutlined,
  PlayCircleFilled,
} from "@ant-design/icons";
import { useLabel, useT } from "@/shell/hooks/text";
import type { CaseStep } from "../../api/cases";
import { type Line, progressOf } from "../../api/progress";
import type { ProcedureDocument } from "../../api/shapes";
import styles from "./case.module.css";

type Props = { document: ProcedureDocument; steps: CaseStep[] };

/** What was done, what is on, what comes next, in one line each (进度). */
export function Progress({ document, steps }: Props) {
  const t = useT();
  const lines = progressOf(document, steps);
  return (
    <ol className={styles.progress} aria-label={t("procedures:case.progress")}>
      {lines.map((line) => (
        <One key={line.kind === "next" ? line.code : line.step.id} line={line} />
      ))}
    </ol>
  );
}

function One({ line }: { line: Line }) {
  const t = useT();
  const label = useLabel();
  if (line.kind === "next") {
    return (
      <li data-kind="next">
        <span role="img" className={styles.ring} aria-label={t("procedures:state.next")} />
        <span>{label(line.name) || line.code}</span>
      </li>
    );
  }
  const { step } = line;
  const name = label(step.name) || step.step;
  if (line.kind === "now") {
    return (
      <li data-kind="now" aria-current="step">
        {step.state === "waiting" ? (
          <HourglassOutlined title={t("procedures:state.waiting")} />
        ) : (
          <PlayCircleFilled title={t("procedures:state.open")} />
        )}
        <span>{name}</span>
      </li>
    );
  }
  return (
    <li data-kind={step.state}>
      {step.state === "done" ? (
        <CheckCircleFilled title={t("procedures:state.done")} />
      ) : (
        <ForwardOutlined title={t(`procedures:state.${step.state}`)} />
      )}
      <span>{name}</span>
      <span className={styles.quiet}>
        {label(step.outcome_name) || t(`procedures:state.${step.state}`)}
      </span>
    </li>
  );
}
