import { Button, Select } from "antd";
import { useT } from "@/shell/hooks/text";
import type { Fact, Group, Offer, RuleDocument } from "../api/automation";
import styles from "./automation.module.css";
import { ConditionRow } from "./condition";

type MatchProps = { value: Group["match"]; change: (match: Group["match"]) => void };

function Match({ value, change }: MatchProps) {
  const t = useT();
  return (
    <Select
      size="small"
      aria-label={t("automation:match")}
      value={value}
      options={(["all", "any"] as const).map((one) => ({
        value: one,
        label: t(`automation:match.${one}`),
      }))}
      onChange={change}
    />
  );
}

type GroupProps = {
  facts: Fact[];
  group: Group;
  change: (next: Group) => void;
  remove: (() => void) | null;
};

function GroupBox({ facts, group, change, remove }: GroupProps) {
  const t = useT();
  const put = (at: number, next: Group["conditions"][number] | null) =>
    change({
      ...group,
      conditions: group.conditions.flatMap((one, place) =>
        place === at ? (next ? [next] : []) : [one],
      ),
    });
  const first = facts[0];
  return (
    <div className={styles.group}>
      {(group.conditions.length > 1 || remove) && (
        <p className={styles.bar}>
          <Match value={group.match} change={(match) => change({ ...group, match })} />
          {remove && (
            <Button size="small" type="text" onClick={remove}>
              {t("automation:group.remove")}
            </Button>
          )}
        </p>
      )}
      {group.conditions.map((one, at) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name of their own
          key={at}
          facts={facts}
          one={one}
          change={(next) => put(at, next)}
          remove={() => put(at, null)}
        />
      ))}
      {first && (
        <Button
          size="small"
          type="dashed"
          onClick={() =>
            change({
              ...group,
              conditions: [...group.conditions, { fact: first.code, op: "any", values: [] }],
            })
          }
        >
          + {t("automation:condition.add")}
        </Button>
      )}
    </div>
  );
}

type Props = { offer: Offer; document: RuleDocument; change: (next: RuleDocument) => void };

/** If: groups of conditions; without any the rule always acts. */
export function Conditions({ offer, document, change }: Props) {
  const t = useT();
  const facts = offer.matters.find((one) => one.about === document.about)?.facts ?? [];
  const groups: Group[] =
    document.groups.length > 0 ? document.groups : [{ match: "all", conditions: [] }];
  const put = (at: number, next: Group | null) =>
    change({
      ...document,
      groups: groups.flatMap((one, place) => (place === at ? (next ? [next] : []) : [one])),
    });
  return (
    <div className={styles.form}>
      {groups.length > 1 && (
        <p className={styles.bar}>
          <span>{t("automation:match.groups")}</span>
          <Match value={document.match} change={(match) => change({ ...document, match })} />
        </p>
      )}
      {groups.map((group, at) => (
        <GroupBox
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name of their own
          key={at}
          facts={facts}
          group={group}
          change={(next) => put(at, next)}
          remove={groups.length > 1 ? () => put(at, null) : null}
        />
      ))}
      <div>
        <Button
          size="small"
          type="link"
          onClick={() =>
            change({ ...document, groups: [...groups, { match: "all", conditions: [] }] })
          }
        >
          + {t("automation:group.add")}
        </Button>
      </div>
    </div>
  );
}
