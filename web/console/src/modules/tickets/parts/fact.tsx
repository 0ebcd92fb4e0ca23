import { Select } from "antd";
import type { ReactNode } from "react";
import styles from "./ticket.module.css";

/** One line of what is known of a ticket. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

type ChooseProps = {
  name: string;
  value: string | number | null;
  options: { value: string | number; label: string }[];
  empty?: string;
  save: (value: never) => void;
};

/** One of several, chosen where it stands. */
export function Choose({ name, value, options, empty, save }: ChooseProps) {
  return (
    <Select<string | number | null>
      className={styles.choose ?? ""}
      variant="filled"
      size="small"
      aria-label={name}
      value={value}
      {...(empty === undefined ? {} : { allowClear: true, placeholder: empty })}
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      onChange={(next) => save((next ?? null) as never)}
    />
  );
}
