import { DeleteOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import type { FieldValues } from "@/api/types";
import { FieldInput } from "@/shell/hooks/field-input";
import { withValue } from "@/shell/hooks/field-saving";
import { useLabel, useT } from "@/shell/hooks/text";
import { asField } from "../../api/form";
import type { Offer } from "../../api/procedures";
import styles from "./step.module.css";

export type Call = { code: string; values: FieldValues };

type Props = {
  label: string;
  offered: Offer["actions"] | Offer["guards"];
  value: Call[];
  onChange: (all: Call[]) => void;
};

/** What modules offer, one below the other, each with what it wants to know: actions, conditions. */
export function Calls({ label, offered, value, onChange }: Props) {
  const t = useT();
  const said = useLabel();
  const put = (at: number, call: Call) =>
    onChange(value.map((each, place) => (place === at ? call : each)));
  return (
    <>
      {value.map((call, at) => {
        const known = offered.find(({ code }) => code === call.code);
        const name = known ? said(known.title) : call.code;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may stand there twice
          <div key={at} className={styles.call}>
            <span className={styles.line}>
              <strong>{name}</strong>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t("procedures:remove", { name })}
                onClick={() => onChange(value.filter((_, place) => place !== at))}
              />
            </span>
            {known?.fields.map((field) => (
              <div key={field.code} className={styles.given}>
                <span>{said(field.name)}</span>
                <FieldInput
                  field={asField(field)}
                  value={call.values[field.code]}
                  onChange={(next) =>
                    put(at, { ...call, values: withValue(call.values, field.code, next) })
                  }
                />
              </div>
            ))}
          </div>
        );
      })}
      <Select<string | null>
        size="small"
        className={styles.adder ?? ""}
        aria-label={label}
        placeholder={`+ ${label}`}
        value={null}
        showSearch={{ optionFilterProp: "label" }}
        options={offered.map(({ code, title }) => ({ value: code, label: said(title) }))}
        onChange={(code) => code && onChange([...value, { code, values: {} }])}
      />
    </>
  );
}
