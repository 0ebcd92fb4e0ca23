import { Checkbox, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { codesOf, freeCode } from "../../api/document";
import { useOffer } from "../../api/procedures";
import { type Outcome, type ProcedureDocument, type Step, wholeOutcome } from "../../api/shapes";
import { Calls } from "./calls";
import { Pair } from "./pair";
import { Rows } from "./rows";
import styles from "./step.module.css";

const NEW = "+";

type Props = {
  document: ProcedureDocument;
  step: Step;
  edit: (change: Partial<Step>, mark?: string) => void;
  /** A new step behind an outcome. */
  grow: (outcome: string) => void;
};

/** What can come of a step, and where each of it leads (办理结果). */
export function Outcomes({ document, step, edit, grow }: Props) {
  const t = useT();
  const label = useLabel();
  return (
    <Rows<Outcome>
      rows={step.outcomes}
      onChange={(outcomes) => edit({ outcomes }, `${step.code}.outcomes.${outcomes.length}`)}
      nameOf={({ name, code }) => label(name) || code}
      add={{
        label: t("procedures:outcome.add"),
        make: () =>
          wholeOutcome({
            code: freeCode("outcome", codesOf(step.outcomes)),
            name: { "zh-CN": "", en: "" },
          }),
      }}
    >
      {(outcome, put) => (
        <One
          outcome={outcome}
          put={put}
          document={document}
          step={step}
          grow={() => grow(outcome.code)}
        />
      )}
    </Rows>
  );
}

type OneProps = {
  outcome: Outcome;
  put: (change: Partial<Outcome>) => void;
  document: ProcedureDocument;
  step: Step;
  grow: () => void;
};

function One({ outcome, put, document, grow }: OneProps) {
  const t = useT();
  const label = useLabel();
  const { guards, permissions } = useOffer();
  const named = label(outcome.name) || outcome.code;
  return (
    <div className={styles.one}>
      <Pair
        title={t("procedures:outcome")}
        value={outcome.name}
        onChange={(name) => put({ name })}
      />
      <Select<string[]>
        mode="multiple"
        aria-label={t("procedures:outcome.to", { name: named })}
        placeholder={t("procedures:outcome.ends")}
        showSearch={{ optionFilterProp: "label" }}
        value={outcome.to}
        options={[
          ...document.steps.map(({ code, name }) => ({ value: code, label: label(name) || code })),
          { value: NEW, label: t("procedures:outcome.grow") },
        ]}
        onChange={(to) => (to.includes(NEW) ? grow() : put({ to }))}
      />
      <span className={styles.line}>
        <Checkbox
          checked={outcome.reason}
          onChange={({ target }) => put({ reason: target.checked })}
        >
          {t("procedures:outcome.reason")}
        </Checkbox>
        <Select<string | null>
          allowClear
          size="small"
          className={styles.permission ?? ""}
          aria-label={t("procedures:outcome.permission", { name: named })}
          placeholder={t("procedures:outcome.anybody")}
          showSearch={{ optionFilterProp: "label" }}
          value={outcome.permission}
          options={permissions.map(({ name, title }) => ({ value: name, label: label(title) }))}
          onChange={(permission) => put({ permission: permission ?? null })}
        />
      </span>
      {(guards.length > 0 || outcome.guards.length > 0) && (
        <Calls
          label={t("procedures:outcome.guard")}
          offered={guards}
          value={outcome.guards.map(({ guard, values }) => ({ code: guard, values }))}
          onChange={(calls) =>
            put({
              guards: calls.map(({ code, values }) => ({ guard: code, values })),
              ...(calls.length === 0 ? { auto: false } : {}),
            })
          }
        />
      )}
      {outcome.guards.length > 0 && (
        <Checkbox checked={outcome.auto} onChange={({ target }) => put({ auto: target.checked })}>
          {t("procedures:outcome.auto")}
        </Checkbox>
      )}
    </div>
  );
}
