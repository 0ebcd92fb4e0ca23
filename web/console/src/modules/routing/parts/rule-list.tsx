import { DownOutlined, HolderOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Switch } from "antd";
import { useState } from "react";
import type { EntryRule } from "@/api/types";
import { useT } from "@/shell/hooks/text";
import { useNames } from "../api/names";
import { useRuleActions } from "../api/rules";
import { thenTexts, whenText } from "../api/sentence";
import styles from "./rules.module.css";

type Props = {
  rules: EntryRule[];
  /** The rule that fits what is tried out. */
  matched: string | null;
  edit: (rule: EntryRule) => void;
};

type LineProps = {
  rule: EntryRule;
  at: number;
  last: number;
  matched: boolean;
  edit: () => void;
  move: (to: number) => void;
  actions: ReturnType<typeof useRuleActions>;
};

function Line({ rule, at, last, matched, edit, move, actions }: LineProps) {
  const t = useT();
  const names = useNames();
  const decided =
    thenTexts(rule, names, t).join(t("routing:semicolon")) || t("routing:then.nothing");
  return (
    <>
      <span className={styles.place}>
        <HolderOutlined aria-hidden="true" className={styles.holder} />
        <span className="tnum">{at + 1}</span>
      </span>
      <div className={rule.active ? styles.text : styles.off}>
        <h2>
          <button type="button" className="plain" onClick={edit}>
            {rule.name}
          </button>
          {matched && <span className={styles.match}>{t("routing:trial.matched")}</span>}
        </h2>
        <p>{t("routing:if", { when: whenText(rule, names, t) })}</p>
        <p className={styles.then}>→ {decided}</p>
      </div>
      <div className={styles.handles}>
        <Switch
          size="small"
          checked={rule.active}
          aria-label={t("routing:active.of", { name: rule.name })}
          onChange={() => actions.toggle(rule)}
        />
        <Button
          size="small"
          type="text"
          icon={<UpOutlined />}
          disabled={at === 0}
          aria-label={t("routing:up", { name: rule.name })}
          onClick={() => move(at - 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<DownOutlined />}
          disabled={at === last}
          aria-label={t("routing:down", { name: rule.name })}
          onClick={() => move(at + 1)}
        />
        <Button size="small" onClick={edit}>
          {t("shell:edit")}
        </Button>
        <Button size="small" type="text" danger onClick={() => actions.remove(rule)}>
          {t("shell:delete")}
        </Button>
      </div>
    </>
  );
}

/** The entry rules in their order; dragged, or moved by buttons. The first that fits decides. */
export function RuleList({ rules, matched, edit }: Props) {
  const t = useT();
  const actions = useRuleActions();
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = () => {
    if (dragged !== null && over !== null) actions.move(rules, dragged, over);
    setDragged(null);
    setOver(null);
  };
  return (
    <ol className={styles.rules} aria-label={t("routing:title")}>
      {rules.map((rule, at) => (
        <li
          key={rule.id}
          draggable
          data-over={over === at && dragged !== at ? "true" : undefined}
          data-matched={matched === rule.id ? "true" : undefined}
          onDragStart={() => setDragged(at)}
          onDragEnter={() => setOver(at)}
          onDragOver={(event) => event.preventDefault()}
          onDragEnd={drop}
        >
          <Line
            rule={rule}
            at={at}
            last={rules.length - 1}
            matched={matched === rule.id}
            edit={() => edit(rule)}
            move={(to) => actions.move(rules, at, to)}
            actions={actions}
          />
        </li>
      ))}
    </ol>
  );
}
