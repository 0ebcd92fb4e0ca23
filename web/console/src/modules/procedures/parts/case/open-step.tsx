import { HourglassOutlined } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { useState } from "react";
import { ApiError } from "@/api/client";
import { useSentence } from "@/shell/hooks/notice";
import { useLabel, useT } from "@/shell/hooks/text";
import { type Case, type CaseStep, finishStep, useCaseMove } from "../../api/cases";
import { missing } from "../../api/form";
import type { Outcome, ProcedureDocument, Step } from "../../api/shapes";
import { Due } from "../due";
import styles from "./case.module.css";
import { Holder } from "./holder";
import { ReasonDialog } from "./reason-dialog";
import { StepForm } from "./step-form";
import { StepMore } from "./step-more";
import { useStepForm } from "./use-step-form";

type Props = { one: Case; document: ProcedureDocument; step: CaseStep };

/** A step that is to be done now: who has it, until when, what to fill in, what can come of it. */
export function OpenStep({ one, document, step }: Props) {
  const t = useT();
  const label = useLabel();
  const written = document.steps.find(({ code }) => code === step.step);
  const name = label(step.name) || step.step;
  if (step.state === "waiting") {
    return (
      <div className={styles.step}>
        <p className={styles.named}>
          <HourglassOutlined aria-hidden="true" /> <strong>{name}</strong>
        </p>
        <p className={styles.quiet}>{t("procedures:case.joins")}</p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is a block of a form
    <div role="group" className={styles.step} aria-label={name} data-open-step={step.step}>
      <div className={styles.between}>
        <p className={styles.named}>
          <strong>{name}</strong>
          {step.visit > 1 && (
            <span className={styles.quiet}>
              {t("procedures:case.visit", { count: step.visit })}
            </span>
          )}
          <Due at={step.due_at} live />
        </p>
        {written && <StepMore one={one} step={step} written={written} />}
      </div>
      {written?.kind === "wait_customer" ? (
        <p className={styles.quiet}>
          <HourglassOutlined aria-hidden="true" />{" "}
          {t(written.reply_outcome ? "procedures:case.waits.reply" : "procedures:case.waits")}
        </p>
      ) : (
        <Holder step={step} />
      )}
      {written && label(written.text) && <p className={styles.text}>{label(written.text)}</p>}
      {written && step.may_work && <Work key={step.id} one={one} step={step} written={written} />}
    </div>
  );
}

type WorkProps = { one: Case; step: CaseStep; written: Step };

/** The form, and one button for each thing that can come of it. */
function Work({ one, step, written }: WorkProps) {
  const t = useT();
  const label = useLabel();
  const sentence = useSentence();
  const { values, checked, fill, tick, stop } = useStepForm(one.id, step);
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState<Outcome | null>(null);
  const finish = useCaseMove(
    ({ outcome, reason }: { outcome: string; reason: string }) =>
      finishStep(one.id, step.id, { outcome, values, checklist: checked, reason }),
    stop,
  );
  const lacks = missing(written, values, checked);
  const whole = lacks.fields.length + lacks.checks.length === 0;
  const take = (outcome: Outcome) => {
    setTried(true);
    if (!whole) return;
    if (outcome.reason) setAsked(outcome);
    else finish.mutate({ outcome: outcome.code, reason: "" });
  };
  const refused = finish.error instanceof ApiError ? finish.error.fields : {};
  return (
    <>
      <StepForm
        written={written}
        values={values}
        checked={checked}
        lacks={tried ? lacks : null}
        refused={refused}
        fill={fill}
        tick={tick}
      />
      {tried && !whole && (
        <p role="alert" className={styles.late}>
          {t("procedures:case.lacks")}
        </p>
      )}
      {finish.error && !asked ? (
        <Alert type="error" showIcon title={sentence(finish.error)} />
      ) : null}
      <div className={styles.buttons}>
        {written.outcomes.map((outcome, at) => {
          const barred = step.missing_permissions.includes(outcome.code);
          return (
            <Button
              key={outcome.code}
              type={at === 0 ? "primary" : "default"}
              disabled={barred}
              loading={finish.isPending && finish.variables.outcome === outcome.code}
              {...(barred ? { title: t("procedures:case.barred") } : {})}
              onClick={() => take(outcome)}
            >
              {label(outcome.name) || outcome.code}
            </Button>
          );
        })}
      </div>
      {asked && (
        <ReasonDialog
          title={label(asked.name)}
          go={label(asked.name)}
          busy={finish.isPending}
          error={finish.error}
          close={() => setAsked(null)}
          done={(reason) =>
            finish.mutate({ outcome: asked.code, reason }, { onSuccess: () => setAsked(null) })
          }
        />
      )}
    </>
  );
}
