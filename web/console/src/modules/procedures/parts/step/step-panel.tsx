import { DeleteOutlined } from "@ant-design/icons";
import { Alert, Button, Collapse, Form, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Way } from "../../api/flow";
import { type Problem, useOffer } from "../../api/procedures";
import type { ProcedureDocument, Step } from "../../api/shapes";
import { ChecklistEditor } from "./checklist-editor";
import { FormEditor } from "./form-editor";
import { LimitField } from "./limit-field";
import { ActionsEditor, EscalationsEditor, NoticesEditor } from "./notices-editor";
import { Outcomes } from "./outcomes";
import { Pair } from "./pair";
import styles from "./step.module.css";
import { WhoField } from "./who-field";

export type Edit = (change: Partial<Step>, mark?: string) => void;

type Props = {
  document: ProcedureDocument;
  step: Step;
  ways: Way[];
  problems: Problem[];
  edit: Edit;
  grow: (outcome: string) => void;
  /** Takes the step out; without it nothing can be changed here. */
  remove: (() => void) | null;
};

/** Everything of one step (步骤). */
export function StepPanel(props: Props) {
  const { document, step, ways, problems, edit, grow, remove } = props;
  const t = useT();
  const label = useLabel();
  const part = (name: keyof Step, count: number) =>
    t(`procedures:part.${name}`) + (count > 0 ? ` ${count}` : "");
  return (
    <Form layout="vertical" component="div">
      {problems.map((problem, at) => (
        <Alert
          // biome-ignore lint/suspicious/noArrayIndexKey: several may be wrong with one part
          key={`${problem.code}-${at}`}
          className={styles.problem ?? ""}
          type={problem.severity}
          showIcon
          title={label(problem.text)}
        />
      ))}
      <Basics step={step} ways={ways} edit={edit} />
      <Collapse
        ghost
        size="small"
        className={styles.parts ?? ""}
        defaultActiveKey={["outcomes"]}
        items={[
          {
            key: "outcomes",
            label: part("outcomes", step.outcomes.length),
            children: <Outcomes document={document} step={step} edit={edit} grow={grow} />,
          },
          {
            key: "fields",
            label: part("fields", step.fields.length),
            children: (
              <FormEditor
                fields={step.fields}
                onChange={(fields) => edit({ fields }, `${step.code}.fields.${fields.length}`)}
              />
            ),
          },
          {
            key: "checklist",
            label: part("checklist", step.checklist.length),
            children: (
              <ChecklistEditor
                checklist={step.checklist}
                onChange={(checklist) =>
                  edit({ checklist }, `${step.code}.checklist.${checklist.length}`)
                }
              />
            ),
          },
          {
            key: "actions",
            label:
              t("procedures:actions") +
              (step.on_enter.length + step.on_leave.length > 0
                ? ` ${step.on_enter.length + step.on_leave.length}`
                : ""),
            children: <ByItself step={step} edit={edit} />,
          },
          {
            key: "notices",
            label: part("notices", step.notices.length),
            children: (
              <NoticesEditor notices={step.notices} onChange={(notices) => edit({ notices })} />
            ),
          },
          {
            key: "escalations",
            label: part("escalations", step.escalations.length),
            children: (
              <EscalationsEditor
                escalations={step.escalations}
                onChange={(escalations) => edit({ escalations })}
              />
            ),
          },
        ]}
      />
      {remove && (
        <Button danger icon={<DeleteOutlined />} onClick={remove}>
          {t("procedures:step.remove")}
        </Button>
      )}
    </Form>
  );
}

type BasicsProps = { step: Step; ways: Way[]; edit: Edit };

function Basics({ step, ways, edit }: BasicsProps) {
  const t = useT();
  const waits = step.kind === "wait_customer";
  const coming = ways.filter(({ to, back }) => to === step.code && !back).length;
  return (
    <>
      <Form.Item label={t("procedures:part.name")}>
        <Pair
          title={t("procedures:part.name")}
          value={step.name}
          onChange={(name) => edit({ name }, `${step.code}.name`)}
        />
      </Form.Item>
      <Form.Item label={t("procedures:step.what")}>
        <Pair
          title={t("procedures:step.what")}
          lines={2}
          value={step.text}
          onChange={(text) => edit({ text }, `${step.code}.text`)}
        />
      </Form.Item>
      <Form.Item label={t("procedures:part.kind")}>
        <Select<Step["kind"]>
          aria-label={t("procedures:part.kind")}
          value={step.kind}
          options={(["work", "wait_customer"] as const).map((kind) => ({
            value: kind,
            label: t(`procedures:kind.${kind}`),
          }))}
          onChange={(kind) =>
            edit({
              kind,
              overdue_outcome:
                kind === "wait_customer" ? (step.outcomes.at(-1)?.code ?? null) : null,
              reply_outcome: null,
            })
          }
        />
      </Form.Item>
      {!waits && (
        <Form.Item label={t("procedures:part.who")}>
          <WhoField
            label={t("procedures:part.who")}
            value={step.who}
            onChange={(who) => edit({ who })}
          />
        </Form.Item>
      )}
      <Form.Item label={t("procedures:part.limit")}>
        <LimitField
          value={step.limit}
          onChange={(limit) => edit({ limit }, `${step.code}.limit`)}
        />
      </Form.Item>
      {waits && <Answers step={step} edit={edit} />}
      {(coming > 1 || step.join !== null) && (
        <Form.Item label={t("procedures:part.join")} extra={t("procedures:join.hint")}>
          <Select<"all" | "any" | "">
            aria-label={t("procedures:part.join")}
            value={step.join ?? ""}
            options={(["", "all", "any"] as const).map((join) => ({
              value: join,
              label: t(`procedures:join.${join || "none"}`),
            }))}
            onChange={(join) => edit({ join: join || null })}
          />
        </Form.Item>
      )}
    </>
  );
}

/** What follows by itself: an answer of the customer, or none in time. */
function Answers({ step, edit }: { step: Step; edit: Edit }) {
  const t = useT();
  const label = useLabel();
  const outcomes = step.outcomes.map(({ code, name }) => ({
    value: code,
    label: label(name) || code,
  }));
  return (
    <>
      <Form.Item
        label={t("procedures:part.reply_outcome")}
        extra={t("procedures:reply_outcome.hint")}
      >
        <Select<string>
          aria-label={t("procedures:part.reply_outcome")}
          value={step.reply_outcome ?? ""}
          options={[{ value: "", label: t("procedures:reply_outcome.none") }, ...outcomes]}
          onChange={(code) => edit({ reply_outcome: code || null })}
        />
      </Form.Item>
      <Form.Item
        label={t("procedures:part.overdue_outcome")}
        extra={t("procedures:overdue_outcome.hint")}
      >
        <Select<string>
          aria-label={t("procedures:part.overdue_outcome")}
          value={step.overdue_outcome ?? ""}
          options={outcomes}
          onChange={(overdue_outcome) => edit({ overdue_outcome })}
        />
      </Form.Item>
    </>
  );
}

function ByItself({ step, edit }: { step: Step; edit: Edit }) {
  const t = useT();
  const { actions } = useOffer();
  return (
    <>
      {(["on_enter", "on_leave"] as const).map((when) => (
        <Form.Item key={when} label={t(`procedures:part.${when}`)}>
          <ActionsEditor
            label={t("procedures:action.add")}
            offered={actions}
            actions={step[when]}
            onChange={(next) => edit({ [when]: next })}
          />
        </Form.Item>
      ))}
    </>
  );
}
