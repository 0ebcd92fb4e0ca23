import { Select } from "antd";
import { useT } from "@/shell/hooks/text";
import { useOffer } from "../../api/procedures";
import type { Action, Escalation, Moment, StepNotice } from "../../api/shapes";
import { Calls } from "./calls";
import { TimeField } from "./limit-field";
import { Rows } from "./rows";
import styles from "./step.module.css";
import { WhoField } from "./who-field";
import { WhoList } from "./who-list";

const MOMENTS: Moment[] = ["opened", "due_soon", "late"];
const SUPERVISORS = "supervisors";

/** Somebody who can be told when nothing else is said yet. */
function useUsualWho() {
  const { rules } = useOffer();
  const plain = rules.filter(({ choices }) => choices === null);
  const rule = plain.find(({ code }) => code.includes(SUPERVISORS)) ?? plain[0];
  return { rule: rule?.code ?? SUPERVISORS, value: "" };
}

type NoticesProps = { notices: StepNotice[]; onChange: (notices: StepNotice[]) => void };

/** Who else is told, and when (通知). */
export function NoticesEditor({ notices, onChange }: NoticesProps) {
  const t = useT();
  const usual = useUsualWho();
  return (
    <Rows<StepNotice>
      rows={notices}
      onChange={onChange}
      nameOf={({ when }) => t(`procedures:when.${when}`)}
      add={{
        label: t("procedures:notice.add"),
        make: () => ({
          when: MOMENTS.find((when) => !notices.some((one) => one.when === when)) ?? "opened",
          to: [usual],
        }),
      }}
    >
      {(notice, put) => (
        <div className={styles.one}>
          <Select<Moment>
            aria-label={t("procedures:when")}
            value={notice.when}
            options={MOMENTS.map((when) => ({ value: when, label: t(`procedures:when.${when}`) }))}
            onChange={(when) => put({ when })}
          />
          <WhoList
            label={t("procedures:notice.to")}
            value={notice.to}
            onChange={(to) => put({ to })}
          />
        </div>
      )}
    </Rows>
  );
}

type EscalationsProps = {
  escalations: Escalation[];
  onChange: (escalations: Escalation[]) => void;
};

/** What happens when a step stays late: who is told, who takes it over, what by itself (升级). */
export function EscalationsEditor({ escalations, onChange }: EscalationsProps) {
  const t = useT();
  const usual = useUsualWho();
  const { actions } = useOffer();
  return (
    <Rows<Escalation>
      rows={escalations}
      onChange={onChange}
      nameOf={(_, at) => `${t("procedures:part.escalations")} ${at + 1}`}
      add={{
        label: t("procedures:escalation.add"),
        make: () => ({ after: 60, notify: [usual], reassign: null, actions: [] }),
      }}
    >
      {(one, put) => (
        <div className={styles.one}>
          <span className={styles.line}>
            {t("procedures:escalation.after")}
            <TimeField
              label={t("procedures:escalation.after")}
              value={one.after || null}
              onChange={(after) => put({ after: after ?? 0 })}
            />
          </span>
          <WhoList
            label={t("procedures:notice.to")}
            value={one.notify}
            onChange={(notify) => put({ notify })}
          />
          <Select<"stays" | "to">
            aria-label={t("procedures:escalation.reassign")}
            value={one.reassign ? "to" : "stays"}
            options={(["stays", "to"] as const).map((value) => ({
              value,
              label: t(`procedures:escalation.${value}`),
            }))}
            onChange={(next) => put({ reassign: next === "to" ? usual : null })}
          />
          {one.reassign && (
            <WhoField
              label={t("procedures:escalation.reassign")}
              value={one.reassign}
              onChange={(reassign) => put({ reassign })}
            />
          )}
          <ActionsEditor
            label={t("procedures:action.add")}
            offered={actions}
            actions={one.actions}
            onChange={(next) => put({ actions: next })}
          />
        </div>
      )}
    </Rows>
  );
}

type ActionsProps = {
  label: string;
  offered: ReturnType<typeof useOffer>["actions"];
  actions: Action[];
  onChange: (actions: Action[]) => void;
};

/** What modules do by themselves. */
export function ActionsEditor({ label, offered, actions, onChange }: ActionsProps) {
  return (
    <Calls
      label={label}
      offered={offered}
      value={actions.map(({ action, values }) => ({ code: action, values }))}
      onChange={(calls) => onChange(calls.map(({ code, values }) => ({ action: code, values })))}
    />
  );
}
