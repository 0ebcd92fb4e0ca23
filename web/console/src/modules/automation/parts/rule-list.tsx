import { DownOutlined, HolderOutlined, UpOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Switch, Tag } from "antd";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { useNotices } from "@/shell/hooks/notice";
import { useOrdering } from "@/shell/hooks/ordering";
import { useFormat, useT } from "@/shell/hooks/text";
import { type Rule, rulesQuery, useOffer } from "../api/automation";
import { useWords } from "../api/words";
import styles from "./automation.module.css";

/** How it goes: paused, faulty, or what its last failed run says. */
export function Health({ rule }: { rule: Rule }) {
  const t = useT();
  if (rule.paused_at) {
    return <Tag color="error">{t(`automation:paused.${rule.paused_reason}`)}</Tag>;
  }
  if (rule.faults.length > 0) return <Tag color="warning">{t("automation:faulty")}</Tag>;
  if (rule.failed > 0)
    return <Tag color="warning">{t("automation:failed", { count: rule.failed })}</Tag>;
  return null;
}

export function useSwitch() {
  const client = useQueryClient();
  const notices = useNotices();
  return useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean }) =>
      unwrap(
        api.PUT("/api/automation/rules/{rule_id}/switch", {
          params: { path: { rule_id: id } },
          body: { on },
        }),
      ),
    onError: notices.failed,
    onSettled: () => void client.invalidateQueries({ queryKey: rulesQuery.queryKey }),
  });
}

type LineProps = { rule: Rule; at: number; last: number; move: (to: number) => void };

function Line({ rule, at, last, move }: LineProps) {
  const t = useT();
  const format = useFormat();
  const words = useWords(useOffer());
  const change = useSwitch();
  const { document } = rule;
  const asked = words.conditions(document);
  return (
    <>
      <span className={styles.place}>
        <HolderOutlined aria-hidden="true" className={styles.holder} />
        <span className="tnum">{at + 1}</span>
      </span>
      <div className={styles.text}>
        <div className={styles.title}>
          <Link to={`/settings/automation/${rule.id}` as never}>{rule.name}</Link>
          <Health rule={rule} />
        </div>
        <p className={styles.quiet}>
          {words.matter(document.about)} · {words.start(document)}
          {asked && ` · ${asked}`}
        </p>
        <p className={styles.quiet}>
          → {document.actions.map(words.action).join(t("automation:then.join"))}
        </p>
        <p className={styles.quiet}>
          {t("automation:runs.week", { count: rule.runs })}
          {rule.last_at && ` · ${t("automation:last", { at: format.short(rule.last_at) })}`}
        </p>
        {rule.last_error && <p className={styles.fault}>{rule.last_error}</p>}
      </div>
      <div className={styles.handles}>
        <Button
          size="small"
          type="text"
          icon={<UpOutlined />}
          disabled={at === 0}
          aria-label={t("automation:up", { name: rule.name })}
          onClick={() => move(at - 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<DownOutlined />}
          disabled={at === last}
          aria-label={t("automation:down", { name: rule.name })}
          onClick={() => move(at + 1)}
        />
        <Switch
          size="small"
          checked={rule.on && !rule.paused_at}
          loading={change.isPending}
          aria-label={t("automation:on.of", { name: rule.name })}
          onChange={(on) => change.mutate({ id: rule.id, on })}
        />
      </div>
    </>
  );
}

/** The rules in the order in which they answer the same event; dragged, or moved by buttons. */
export function RuleList({ rules }: { rules: Rule[] }) {
  const t = useT();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = useOrdering<Rule>({
    key: rulesQuery.queryKey,
    put: (ids) => unwrap(api.PUT("/api/automation/rules/order", { body: { ids } })),
    said: t("automation:moved"),
  });
  const drop = () => {
    if (dragged !== null && over !== null) move(rules, dragged, over);
    setDragged(null);
    setOver(null);
  };
  return (
    <ol className={styles.rules} aria-label={t("automation:title")}>
      {rules.map((rule, at) => (
        <li
          key={rule.id}
          draggable
          data-over={over === at && dragged !== at ? "true" : undefined}
          onDragStart={() => setDragged(at)}
          onDragEnter={() => setOver(at)}
          onDragOver={(event) => event.preventDefault()}
          onDragEnd={drop}
        >
          <Line rule={rule} at={at} last={rules.length - 1} move={(to) => move(rules, at, to)} />
        </li>
      ))}
    </ol>
  );
}
