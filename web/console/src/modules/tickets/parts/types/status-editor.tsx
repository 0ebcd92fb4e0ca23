import { DeleteOutlined, DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Input, Select, Switch } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import { LANGUAGE_NAMES } from "@/ui/text-pair";
import { newStatus } from "../../api/keep-types";
import type { Status } from "../../api/types";
import styles from "./types.module.css";

const KINDS: Status["kind"][] = ["open", "waiting", "solved", "closed"];

type Props = {
  value?: Status[];
  onChange?: (value: Status[]) => void;
  /** Codes that tickets may stand in: switched off, never taken away. */
  kept: string[];
};

/** The statuses of a type in their order, each in both languages, with what standing in it means. */
export function StatusEditor({ value = [], onChange, kept }: Props) {
  const t = useT();
  const replace = (at: number, change: Partial<Status>) =>
    onChange?.(value.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const move = (at: number, step: number) => {
    const next = [...value];
    next.splice(at + step, 0, ...next.splice(at, 1));
    onChange?.(next);
  };
  return (
    <div>
      <ol className={styles.statuses}>
        {value.map((status, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a status has no name of its own yet
          <li key={at}>
            <Names status={status} at={at} change={(change) => replace(at, change)} />
            <Select
              aria-label={t("tickets:types.kind.of", { at: at + 1 })}
              value={status.kind}
              options={KINDS.map((kind) => ({ value: kind, label: t(`tickets:kind.${kind}`) }))}
              onChange={(kind) => replace(at, { kind })}
            />
            <Handles
              at={at}
              last={value.length - 1}
              status={status}
              kept={kept.includes(status.code)}
              move={(step) => move(at, step)}
              toggle={(active) => replace(at, { active })}
              remove={() => onChange?.(value.filter((_, place) => place !== at))}
            />
          </li>
        ))}
      </ol>
      <Button size="small" type="dashed" onClick={() => onChange?.([...value, newStatus(value)])}>
        + {t("tickets:types.status.add")}
      </Button>
    </div>
  );
}

type NamesProps = { status: Status; at: number; change: (change: Partial<Status>) => void };

function Names({ status, at, change }: NamesProps) {
  const t = useT();
  return (["zh-CN", "en"] as const).map((language) => (
    <Input
      key={language}
      aria-label={`${t("tickets:types.status")} ${at + 1} (${LANGUAGE_NAMES[language]})`}
      placeholder={LANGUAGE_NAMES[language]}
      maxLength={60}
      value={status.name[language]}
      onChange={({ target }) => change({ name: { ...status.name, [language]: target.value } })}
    />
  ));
}

type HandleProps = {
  at: number;
  last: number;
  status: Status;
  kept: boolean;
  move: (step: number) => void;
  toggle: (active: boolean) => void;
  remove: () => void;
};

function Handles({ at, last, status, kept, move, toggle, remove }: HandleProps) {
  const t = useT();
  const name = useLabel()(status.name) || String(at + 1);
  return (
    <span className={styles.handles}>
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={at === 0}
        aria-label={t("tickets:types.up", { name })}
        onClick={() => move(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={at === last}
        aria-label={t("tickets:types.down", { name })}
        onClick={() => move(1)}
      />
      {kept ? (
        <Switch
          size="small"
          checked={status.active !== false}
          aria-label={t("tickets:types.active.of", { name })}
          onChange={toggle}
        />
      ) : (
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t("tickets:types.status.remove", { name })}
          onClick={remove}
        />
      )}
    </span>
  );
}
