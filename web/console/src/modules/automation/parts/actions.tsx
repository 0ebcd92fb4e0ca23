import { DeleteOutlined, DownOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useLabel, useT } from "@/shell/hooks/text";
import type { Action, Fault, Offer } from "../api/automation";
import styles from "./automation.module.css";
import { Parameter } from "./parameter";

type Props = {
  offer: Offer;
  about: string;
  actions: Action[];
  faults: Fault[];
  /** A macro does only what its user may, and never waits. */
  byHand?: boolean;
  change: (next: Action[]) => void;
};

const WAIT = "automation.wait";

/** Then: actions in their order, each with its parameters. */
export function Actions({ offer, about, actions, faults, byHand = false, change }: Props) {
  const t = useT();
  const label = useLabel();
  const offered = offer.actions.filter(
    (one) =>
      (one.about.length === 0 || one.about.includes(about)) &&
      (!byHand || (one.allowed && one.code !== WAIT)),
  );
  const options = offered.map((one) => ({ value: one.code, label: label(one.title) }));
  const swap = (at: number, to: number) => {
    const next = [...actions];
    const [one] = next.splice(at, 1);
    if (one) next.splice(to, 0, one);
    change(next);
  };
  return (
    <div className={styles.form}>
      <ol className={styles.actions}>
        {actions.map((action, at) => {
          const known = offer.actions.find((one) => one.code === action.code);
          const name = label(known?.title) || action.code;
          const put = (next: Action) =>
            change(actions.map((one, place) => (place === at ? next : one)));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same action may stand twice
            <li key={at}>
              <div className={styles.bar}>
                <strong>
                  {at + 1}. {name}
                </strong>
                <span>
                  <Button
                    size="small"
                    type="text"
                    icon={<UpOutlined />}
                    disabled={at === 0}
                    aria-label={t("automation:up", { name })}
                    onClick={() => swap(at, at - 1)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<DownOutlined />}
                    disabled={at === actions.length - 1}
                    aria-label={t("automation:down", { name })}
                    onClick={() => swap(at, at + 1)}
                  />
                  <Button
                    size="small"
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("automation:action.remove", { name })}
                    onClick={() => change(actions.filter((_, place) => place !== at))}
                  />
                </span>
              </div>
              {known?.fields.map((field) => (
                <Parameter
                  key={field.code}
                  field={field}
                  value={action.values[field.code]}
                  change={(value) =>
                    put({ ...action, values: { ...action.values, [field.code]: value } })
                  }
                />
              ))}
              {faults
                .filter((fault) => fault.action === at)
                .map((fault) => (
                  <p key={fault.text} className={styles.fault}>
                    {fault.text}
                  </p>
                ))}
            </li>
          );
        })}
      </ol>
      <Select
        aria-label={t("automation:action.add")}
        placeholder={`+ ${t("automation:action.add")}`}
        showSearch={{ optionFilterProp: "label" }}
        value={null}
        options={options}
        onChange={(code: string | null) => code && change([...actions, { code, values: {} }])}
      />
    </div>
  );
}
