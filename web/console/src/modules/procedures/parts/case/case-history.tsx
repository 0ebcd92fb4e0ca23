import { useFieldText } from "@/shell/hooks/fields";
import { useFormat, useLabel, useT } from "@/shell/hooks/text";
import type { CaseStep } from "../../api/cases";
import { asField } from "../../api/form";
import { isOpen } from "../../api/progress";
import type { ProcedureDocument } from "../../api/shapes";
import { useMomentText } from "../said";
import styles from "./case.module.css";

type Props = { document: ProcedureDocument; steps: CaseStep[] };

/** Who did what when, with what was filled in and why. */
export function CaseHistory({ document, steps }: Props) {
  const t = useT();
  const over = steps.filter((step) => !isOpen(step)).reverse();
  if (over.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>{t("procedures:case.history", { count: over.length })}</summary>
      <ul>
        {over.map((step) => (
          <Past key={step.id} step={step} document={document} />
        ))}
      </ul>
    </details>
  );
}

function Past({ step, document }: { step: CaseStep; document: ProcedureDocument }) {
  const t = useT();
  const label = useLabel();
  const format = useFormat();
  const moment = useMomentText();
  const text = useFieldText();
  const fields = document.steps.find(({ code }) => code === step.step)?.fields ?? [];
  const filled = fields.filter(({ code }) => step.values[code] !== undefined);
  return (
    <li>
      <p>
        <strong>{label(step.name)}</strong>{" "}
        {step.visit > 1 && (
          <span className={styles.quiet}>{t("procedures:case.visit", { count: step.visit })}</span>
        )}{" "}
        {label(step.outcome_name) || t(`procedures:state.${step.state}`)}
      </p>
      {step.ended_at && (
        <p className={styles.quiet}>
          {step.ended_by_name ?? t("procedures:case.itself")} ·{" "}
          <time dateTime={step.ended_at} title={format.full(step.ended_at)}>
            {moment(step.ended_at)}
          </time>
        </p>
      )}
      {step.reason && <p className={styles.said}>{step.reason}</p>}
      {filled.length > 0 && (
        <dl className={styles.facts}>
          {filled.map((field) => (
            <div key={field.code}>
              <dt>{label(field.name)}</dt>
              <dd>{text(asField(field), step.values[field.code])}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
