import { DownOutlined, HolderOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Switch, Tag } from "antd";
import { useState } from "react";
import type { Field } from "@/api/types";
import { useLabel, useT } from "@/shell/hooks/text";
import { useFieldActions } from "../api/fields";
import styles from "./fields.module.css";

type Props = { kind: string; fields: Field[]; edit: (field: Field) => void };

/** Fields in their order; dragged, or moved by buttons. */
export function FieldRows({ kind, fields, edit }: Props) {
  const t = useT();
  const actions = useFieldActions(kind);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = () => {
    if (dragged !== null && over !== null) actions.move(fields, dragged, over);
    setDragged(null);
    setOver(null);
  };
  return (
    <ol className={styles.rows} aria-label={t("catalogue:fields")}>
      {fields.map((field, at) => (
        <li
          key={field.id}
          draggable
          data-over={over === at && dragged !== at ? "true" : undefined}
          onDragStart={() => setDragged(at)}
          onDragEnter={() => setOver(at)}
          onDragOver={(event) => event.preventDefault()}
          onDragEnd={drop}
        >
          <HolderOutlined aria-hidden="true" className={styles.holder} />
          <Line field={field} edit={() => edit(field)} />
          <Handles
            field={field}
            at={at}
            last={fields.length - 1}
            move={(to) => actions.move(fields, at, to)}
            toggle={() => actions.toggle(field)}
          />
        </li>
      ))}
    </ol>
  );
}

function Line({ field, edit }: { field: Field; edit: () => void }) {
  const t = useT();
  const label = useLabel();
  const choices = field.choices.filter((choice) => choice.active !== false);
  return (
    <div className={field.active ? styles.text : styles.off}>
      <p className={styles.name}>
        <button type="button" className="plain" onClick={edit}>
          {label(field.name)}
        </button>
        <span className={styles.code}>{field.code}</span>
        <Tag>{t(`catalogue:fields.type.${field.type}`)}</Tag>
        {field.personal && <Tag color="warning">{t("catalogue:fields.personal")}</Tag>}
        {field.required && <Tag color="processing">{t("catalogue:fields.required")}</Tag>}
        {field.at_closing && !field.required && <Tag>{t("catalogue:fields.at_closing")}</Tag>}
        {!field.active && <Tag>{t("catalogue:inactive")}</Tag>}
      </p>
      {field.help && label(field.help) && <p className={styles.hint}>{label(field.help)}</p>}
      {choices.length > 0 && (
        <p className={styles.hint}>
          {choices.map((choice) => label(choice.name)).join(t("shell:field.and"))}
        </p>
      )}
    </div>
  );
}

type HandleProps = {
  field: Field;
  at: number;
  last: number;
  move: (to: number) => void;
  toggle: () => void;
};

function Handles({ field, at, last, move, toggle }: HandleProps) {
  const t = useT();
  const name = useLabel()(field.name);
  return (
    <div className={styles.handles}>
      <Switch
        size="small"
        checked={field.active}
        aria-label={t("catalogue:fields.active.of", { name })}
        onChange={toggle}
      />
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={at === 0}
        aria-label={t("catalogue:fields.up", { name })}
        onClick={() => move(at - 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={at === last}
        aria-label={t("catalogue:fields.down", { name })}
        onClick={() => move(at + 1)}
      />
    </div>
  );
}
