import { Alert, Button, Dropdown, InputNumber } from "antd";
import { useState } from "react";
import { ApiError } from "@/api/client";
import { useNotices, useSentence } from "@/shell/hooks/notice";
import { useT } from "@/shell/hooks/text";
import { Section } from "@/ui/page";
import {
  type Action,
  type Plan,
  type PlanInput,
  type SettingKey,
  useLookAgain,
  writePlan,
} from "../api/surges";
import { SETTINGS, useActionText } from "../api/words";
import { ActionFields } from "./action-fields";
import styles from "./surges.module.css";

type Draft = { starts_at: number; actions: Action[] };
const KINDS = ["overflow", "groups", "reserves"] as const;

function fresh(kind: string): Action {
  if (kind === "overflow") return { kind, team_ids: [], to_team_id: "" };
  if (kind === "groups") return { kind, first: null, second: null, third: null, technical: [] };
  if (kind === "reserves") return { kind, team_ids: [], staff_ids: [] };
  const key = kind as SettingKey;
  const worth = SETTINGS[key];
  const value =
    worth === "switch"
      ? true
      : worth === "texts"
        ? { "zh-CN": "", en: "" }
        : worth === "slots"
          ? 1
          : 0;
  return { kind: "set", key, value };
}

const draftOf = (plan: PlanInput): Draft => ({
  starts_at: plan.starts_at,
  actions: plan.actions ?? [],
});

function Told({ plan }: { plan: Draft }) {
  const t = useT();
  const words = useActionText();
  const parts = [t("surges:plan.from", { percent: plan.starts_at }), ...plan.actions.map(words)];
  return <>{parts.join(t("surges:semicolon"))}</>;
}

/** What one stage starts at and what is done in it (阶段预案). */
export function PlanForm({ plan, may }: { plan: Plan; may: boolean }) {
  const t = useT();
  const notices = useNotices();
  const sentence = useSentence();
  const words = useActionText();
  const look = useLookAgain();
  const [base, setBase] = useState(plan);
  const [draft, setDraft] = useState(draftOf(plan));
  const [clash, setClash] = useState<Plan | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(base));
  const take = (stored: Plan) => {
    setBase(stored);
    setDraft(draftOf(stored));
    setClash(null);
  };
  const save = async (onto: Plan) => {
    setBusy(true);
    setFailure(null);
    try {
      take(await writePlan(onto, draft));
      notices.done(t("shell:saved"));
      void look();
    } catch (reason) {
      if (reason instanceof ApiError && reason.code === "edit_conflict") {
        setClash({ ...base, ...(reason.current as Plan) });
      } else setFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  const put = (at: number, action: Action | null) =>
    setDraft({
      ...draft,
      actions: draft.actions.flatMap((each, place) =>
        place === at ? (action ? [action] : []) : [each],
      ),
    });
  const used = new Set(draft.actions.map((each) => (each.kind === "set" ? each.key : each.kind)));
  const free = [...(Object.keys(SETTINGS) as SettingKey[]), ...KINDS].filter(
    (each) => each === "overflow" || each === "reserves" || !used.has(each),
  );
  const unready = draft.actions.some((each) => each.kind === "overflow" && !each.to_team_id);
  return (
    <Section title={t(`surges:stage.${plan.stage}`)} lead={t(`surges:plan.${plan.stage}`)}>
      {clash && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={t("surges:conflict")}
          description={
            <dl className={styles.conflict}>
              <dt>{t("surges:conflict.theirs")}</dt>
              <dd>
                <Told plan={draftOf(clash)} />
              </dd>
              <dt>{t("surges:conflict.mine")}</dt>
              <dd>
                <Told plan={draft} />
              </dd>
              <dd className={styles.buttons}>
                <Button size="small" onClick={() => take(clash)}>
                  {t("surges:conflict.keep.theirs")}
                </Button>
                <Button size="small" type="primary" onClick={() => void save(clash)}>
                  {t("surges:conflict.keep.mine")}
                </Button>
              </dd>
            </dl>
          }
        />
      )}
      <div className={styles.foot} style={{ marginTop: 0, marginBottom: 12 }}>
        <span>{t("surges:starts")}</span>
        <InputNumber
          aria-label={`${t(`surges:stage.${plan.stage}`)} ${t("surges:starts")}`}
          min={110}
          max={10_000}
          step={10}
          suffix="%"
          disabled={!may}
          value={draft.starts_at}
          onChange={(starts_at) => setDraft({ ...draft, starts_at: starts_at ?? 110 })}
        />
        <span className={styles.quiet}>{t("surges:starts.hint")}</span>
      </div>
      {draft.actions.length === 0 && <p className={styles.quiet}>{t("surges:plan.nothing")}</p>}
      {may ? (
        draft.actions.map((action, at) => (
          <ActionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name but their place
            key={at}
            action={action}
            change={(next) => put(at, next)}
            remove={() => put(at, null)}
          />
        ))
      ) : (
        <ul className={styles.actions}>
          {draft.actions.map((action) => (
            <li key={JSON.stringify(action)}>{words(action)}</li>
          ))}
        </ul>
      )}
      {failure !== null && <Alert type="error" showIcon title={sentence(failure)} />}
      {may && (
        <div className={styles.foot}>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: free.map((key) => ({
                key,
                label: t(key in SETTINGS ? `surges:setting.${key}` : `surges:action.${key}`),
              })),
              onClick: ({ key }) => setDraft({ ...draft, actions: [...draft.actions, fresh(key)] }),
            }}
          >
            <Button size="small" type="dashed">
              + {t("surges:action.add")}
            </Button>
          </Dropdown>
          {changed && (
            <>
              <Button size="small" onClick={() => setDraft(draftOf(base))}>
                {t("shell:cancel")}
              </Button>
              <Button
                size="small"
                type="primary"
                loading={busy}
                disabled={unready || clash !== null}
                onClick={() => void save(base)}
              >
                {t("shell:save")}
              </Button>
            </>
          )}
        </div>
      )}
    </Section>
  );
}
