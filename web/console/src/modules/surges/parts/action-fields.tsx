import { DeleteOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { usePresences, useSkills, useTeams } from "@/shell/hooks/directory";
import { useLabel, useT } from "@/shell/hooks/text";
import { TextPair } from "@/ui/text-pair";
import type { Action } from "../api/surges";
import { SETTINGS } from "../api/words";
import styles from "./surges.module.css";

type Kind<K extends Action["kind"]> = Extract<Action, { kind: K }>;
type Of<K extends Action["kind"]> = { action: Kind<K>; change: (action: Kind<K>) => void };

const SEARCH = { optionFilterProp: "label" };

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label>
      <span>{label}</span>
      {children}
    </label>
  );
}

function useTeamOptions() {
  return useTeams().map(({ id, name }) => ({ value: id, label: name }));
}

function SetFields({ action, change }: Of<"set">) {
  const t = useT();
  const name = t(`surges:setting.${action.key}`);
  const kind = SETTINGS[action.key];
  const put = (value: Kind<"set">["value"]) => change({ ...action, value });
  if (kind === "switch") {
    return <Switch aria-label={name} checked={action.value === true} onChange={put} />;
  }
  if (kind === "texts") {
    const value = typeof action.value === "object" ? action.value : {};
    return <TextPair title={name} value={value} onChange={put} lines={2} />;
  }
  return (
    <InputNumber
      aria-label={name}
      min={0}
      max={kind === "slots" ? 10 : 86_400}
      value={Number(action.value)}
      suffix={kind === "seconds" ? t("surges:second") : t("surges:slot")}
      onChange={(value) => put(value ?? 0)}
    />
  );
}

function OverflowFields({ action, change }: Of<"overflow">) {
  const t = useT();
  const teams = useTeamOptions();
  return (
    <div className={styles.fields}>
      <Field label={t("surges:overflow.from")}>
        <Select
          mode="multiple"
          aria-label={t("surges:overflow.from")}
          placeholder={t("surges:overflow.everybody")}
          value={action.team_ids ?? []}
          options={teams}
          showSearch={SEARCH}
          onChange={(team_ids: string[]) => change({ ...action, team_ids })}
        />
      </Field>
      <Field label={t("surges:overflow.to")}>
        <Select
          aria-label={t("surges:overflow.to")}
          value={action.to_team_id || null}
          options={teams}
          showSearch={SEARCH}
          onChange={(to_team_id: string | null) =>
            change({ ...action, to_team_id: to_team_id ?? "" })
          }
        />
      </Field>
    </div>
  );
}

function GroupsFields({ action, change }: Of<"groups">) {
  const t = useT();
  const label = useLabel();
  const teams = useTeamOptions();
  const skills = useSkills().map(({ id, name }) => ({ value: id, label: label(name) }));
  return (
    <div className={styles.fields}>
      {(["first", "second", "third"] as const).map((group) => (
        <Field key={group} label={t(`surges:group.${group}`)}>
          <Select
            allowClear
            aria-label={t(`surges:group.${group}`)}
            placeholder={t("surges:group.none")}
            value={action[group] ?? null}
            options={teams}
            showSearch={SEARCH}
            onChange={(team: string | null | undefined) =>
              change({ ...action, [group]: team ?? null })
            }
          />
        </Field>
      ))}
      <Field label={t("surges:technical")}>
        <Select
          mode="multiple"
          aria-label={t("surges:technical")}
          value={action.technical ?? []}
          options={skills}
          showSearch={SEARCH}
          onChange={(technical: string[]) => change({ ...action, technical })}
        />
      </Field>
    </div>
  );
}

function ReservesFields({ action, change }: Of<"reserves">) {
  const t = useT();
  const people = usePresences().map((each) => ({ value: each.staff_id, label: each.name }));
  return (
    <div className={styles.fields}>
      <Field label={t("surges:reserves.teams")}>
        <Select
          mode="multiple"
          aria-label={t("surges:reserves.teams")}
          value={action.team_ids ?? []}
          options={useTeamOptions()}
          showSearch={SEARCH}
          onChange={(team_ids: string[]) => change({ ...action, team_ids })}
        />
      </Field>
      <Field label={t("surges:reserves.people")}>
        <Select
          mode="multiple"
          aria-label={t("surges:reserves.people")}
          value={action.staff_ids ?? []}
          options={people}
          showSearch={SEARCH}
          onChange={(staff_ids: string[]) => change({ ...action, staff_ids })}
        />
      </Field>
    </div>
  );
}

type Props = {
  action: Action;
  change: (action: Action) => void;
  remove?: (() => void) | undefined;
};

/** One action of a plan with its fields (处置动作). */
export function ActionFields({ action, change, remove }: Props) {
  const t = useT();
  const title =
    action.kind === "set" ? t(`surges:setting.${action.key}`) : t(`surges:action.${action.kind}`);
  return (
    <div className={styles.action}>
      <div>
        <p>{title}</p>
        {action.kind === "set" && <SetFields action={action} change={change} />}
        {action.kind === "overflow" && <OverflowFields action={action} change={change} />}
        {action.kind === "groups" && <GroupsFields action={action} change={change} />}
        {action.kind === "reserves" && <ReservesFields action={action} change={change} />}
      </div>
      {remove && (
        <Button
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t("surges:action.remove", { name: title })}
          onClick={remove}
        />
      )}
    </div>
  );
}
